using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Tells STS what accounts sign tokens with, and the world which keys to believe.</summary>
/// <param name="sealer">Opens the private keys.</param>
/// <param name="clock">Tells which key signs now.</param>
public sealed class OutboundIssuers(ISecretSealer sealer, TimeProvider clock) : IOutboundIssuers
{
    /// <inheritdoc/>
    public async ValueTask<OutboundSigner?> FindSignerAsync(
        IReadTransaction transaction, AccountId account, string algorithm, CancellationToken cancellationToken)
    {
        if (await transaction.FindAsync<OutboundIssuer>(account.Value, cancellationToken) is not { IsEnabled: true } issuer)
        {
            return null;
        }

        var keys = await transaction.ListAsync<OutboundKey>(OutboundKey.PrefixOf(account), cancellationToken);
        return OutboundKeyRing.SignerOf(keys, algorithm, clock.GetUtcNow()) is { } key
            ? new(issuer.Url, key.Id, Convert.FromBase64String(sealer.Open(key.SealedPrivateKey, key.Id)))
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<OutboundKeys?> FindKeysAsync(IReadTransaction transaction, string issuer, CancellationToken cancellationToken)
    {
        if (await transaction.FindByIndexAsync(OutboundIssuer.ById, OutboundIssuer.IdOf(issuer), cancellationToken) is not { } found
            || (issuer.Contains('/', StringComparison.Ordinal) && issuer != found.Url))
        {
            return null;
        }

        var keys = await transaction.ListAsync<OutboundKey>(OutboundKey.PrefixOf(found.Account), cancellationToken);
        return new(found.Url, OutboundKeyRing.Publish(keys));
    }
}
