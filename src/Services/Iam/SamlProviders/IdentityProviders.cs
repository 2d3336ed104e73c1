using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.OpenIdConnectProviders;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Tells STS of the identity providers that accounts trust.</summary>
/// <param name="sealer">Opens the keys that assertions are encrypted to.</param>
public sealed class IdentityProviders(ISecretSealer sealer) : IIdentityProviders
{
    /// <inheritdoc/>
    public async ValueTask<SamlProviderFacts?> FindSamlProviderAsync(
        IReadTransaction transaction, string arn, CancellationToken cancellationToken)
        => await SamlProviderTable.FindSamlProviderAsync(transaction, arn, cancellationToken) is { } provider
            ? new()
            {
                Account = provider.Account,
                Arn = provider.Arn.Value,
                Name = provider.Name,
                Id = provider.Id,
                EntityId = provider.EntityId,
                Certificates = provider.Certificates,
                ValidUntil = provider.ValidUntil,
                IsEncryptionRequired = provider.EncryptionMode == AssertionEncryptionModeType.Required,
                PrivateKeys = [.. provider.PrivateKeys.Select(key => sealer.Open(key.SealedPem, key.Id))],
            }
            : null;

    /// <inheritdoc/>
    public async ValueTask<WebProviderFacts?> FindWebProviderAsync(
        IReadTransaction transaction, AccountId account, string issuerUrl, CancellationToken cancellationToken)
        => issuerUrl.StartsWith(WebProvider.Scheme, StringComparison.Ordinal)
            && await transaction.FindAsync<WebProvider>(
                WebProvider.KeyOf(account, WebProvider.NameOf(issuerUrl)), cancellationToken) is { } provider
                ? new(provider.Arn.Value, provider.ClientIds, provider.Thumbprints)
                : null;
}
