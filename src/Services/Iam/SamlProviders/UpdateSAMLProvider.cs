using Holdfast.Kernel;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Puts new metadata in the place of a provider's, or changes how its assertions are encrypted.</summary>
internal sealed class UpdateSAMLProvider(ISecretSealer sealer) : IOperation<UpdateSAMLProviderRequest, UpdateSAMLProviderResponse>
{
    public ValueTask<Target> TargetAsync(UpdateSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.SamlProviderTargetAsync(request.SAMLProviderArn, cancellationToken);

    public async ValueTask<UpdateSAMLProviderResponse> ExecuteAsync(
        UpdateSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        Check(request);
        var provider = await call.SamlProviderAsync(request.SAMLProviderArn, cancellationToken);
        var changed = provider with { EncryptionMode = request.AssertionEncryptionMode ?? provider.EncryptionMode };
        changed = request.AddPrivateKey is { } pem ? changed.WithKey(pem, call, sealer) : changed;
        changed = request.RemovePrivateKey is { } id ? changed.WithoutKey(id) : changed;
        if (request.SAMLMetadataDocument is { } document)
        {
            var metadata = SamlProviderTable.ReadMetadata(document);
            changed = changed with
            {
                EntityId = metadata.EntityId,
                Certificates = metadata.SigningCertificates,
                ValidUntil = metadata.ValidUntil(call.NowToTheSecond()),
                MetadataParts = SamlMetadataPart.CountOf(document),
            };
            await SamlMetadataPart.DeleteAsync(call.Transaction, provider.Account, provider.Id, cancellationToken);
            SamlMetadataPart.Insert(call.Transaction, provider.Account, provider.Id, document);
        }

        if (request.RemovePrivateKey is not null && changed is { EncryptionMode: AssertionEncryptionModeType.Required, PrivateKeys: [] })
        {
            throw new InvalidInputException("Failed to remove private key.");
        }

        changed.CheckMode();
        call.Transaction.Replace(provider, changed);
        return new() { SAMLProviderArn = provider.Arn.Value };
    }

    private static void Check(UpdateSAMLProviderRequest request)
    {
        if (request is { SAMLMetadataDocument: null, AssertionEncryptionMode: null, AddPrivateKey: null, RemovePrivateKey: null })
        {
            throw new InvalidInputException(
                "Unable to update identity provider. No updates are defined for metadata or encryption assertion.");
        }

        if (request is { AddPrivateKey: not null, RemovePrivateKey: not null })
        {
            throw new InvalidInputException(
                "Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.");
        }
    }
}
