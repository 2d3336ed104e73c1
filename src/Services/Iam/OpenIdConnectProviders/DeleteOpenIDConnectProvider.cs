using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Deletes an OIDC provider; one that is not there is no error.</summary>
/// <remarks>"This operation is idempotent; it does not fail or return an error if you call the operation for a provider that does not exist."</remarks>
internal sealed class DeleteOpenIDConnectProvider : IOperation<DeleteOpenIDConnectProviderRequest, DeleteOpenIDConnectProviderResponse>
{
    public ValueTask<Target> TargetAsync(DeleteOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken);

    public async ValueTask<DeleteOpenIDConnectProviderResponse> ExecuteAsync(
        DeleteOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.Transaction.FindWebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        if (provider?.Account == call.Account)
        {
            call.Transaction.Delete(provider);
        }

        return new();
    }
}
