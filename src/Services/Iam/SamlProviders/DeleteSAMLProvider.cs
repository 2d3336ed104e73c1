using Holdfast.Kernel;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Deletes a SAML provider; roles that trust it stay, and nobody can assume them by it any more.</summary>
internal sealed class DeleteSAMLProvider : IOperation<DeleteSAMLProviderRequest, DeleteSAMLProviderResponse>
{
    public ValueTask<Target> TargetAsync(DeleteSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.SamlProviderTargetAsync(request.SAMLProviderArn, cancellationToken);

    public async ValueTask<DeleteSAMLProviderResponse> ExecuteAsync(
        DeleteSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.SamlProviderAsync(request.SAMLProviderArn, cancellationToken);
        await SamlMetadataPart.DeleteAsync(call.Transaction, provider.Account, provider.Id, cancellationToken);
        call.Transaction.Delete(provider);
        return new();
    }
}
