using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>The issuers of web identity tokens that accounts of this server are; implemented by the service that owns identities.</summary>
public interface IOutboundIssuers
{
    /// <summary>Finds what an account signs with; null when it issues no tokens.</summary>
    ValueTask<OutboundSigner?> FindSignerAsync(
        IReadTransaction transaction, AccountId account, string algorithm, CancellationToken cancellationToken);

    /// <summary>Finds the published keys of an issuer, as a JWK set; null when no account of this server is it.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="issuer">The URL, or the id that its host begins with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<OutboundKeys?> FindKeysAsync(IReadTransaction transaction, string issuer, CancellationToken cancellationToken);
}

/// <summary>What an account signs web identity tokens with.</summary>
/// <param name="Issuer">The URL of the issuer.</param>
/// <param name="KeyId">The id of the key.</param>
/// <param name="PrivateKey">The key, PKCS #8.</param>
public sealed record OutboundSigner(string Issuer, string KeyId, ReadOnlyMemory<byte> PrivateKey)
{
    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"OutboundSigner {{ {Issuer} {KeyId} }}";
}

/// <summary>What an issuer publishes.</summary>
/// <param name="Issuer">The URL of the issuer.</param>
/// <param name="KeySet">The JWK set.</param>
public sealed record OutboundKeys(string Issuer, ReadOnlyMemory<byte> KeySet);
