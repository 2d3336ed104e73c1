using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Gives a SAML provider with its metadata document, as it was uploaded.</summary>
internal sealed class GetSAMLProvider : IOperation<GetSAMLProviderRequest, GetSAMLProviderResponse>
{
    public ValueTask<Target> TargetAsync(GetSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.SamlProviderTargetAsync(request.SAMLProviderArn, cancellationToken);

    public async ValueTask<GetSAMLProviderResponse> ExecuteAsync(GetSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.SamlProviderAsync(request.SAMLProviderArn, cancellationToken);
        return new()
        {
            SAMLProviderUUID = provider.Id,
            SAMLMetadataDocument = await SamlMetadataPart.ReadAsync(call.Transaction, provider.Account, provider.Id, cancellationToken),
            CreateDate = provider.CreateDate,
            ValidUntil = provider.ValidUntil,
            Tags = provider.Tags.ToShapesOrNull(),
            AssertionEncryptionMode = provider.EncryptionMode,
            PrivateKeyList = provider.PrivateKeys is []
                ? null
                : [.. provider.PrivateKeys.Select(key => new SAMLPrivateKeyShape { KeyId = key.Id, Timestamp = key.AddedAt })],
        };
    }
}
