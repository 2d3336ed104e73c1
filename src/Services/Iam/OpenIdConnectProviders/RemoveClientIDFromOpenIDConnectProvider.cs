using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Takes an audience from a provider; one that is not there is no error.</summary>
internal sealed class RemoveClientIDFromOpenIDConnectProvider
    : IOperation<RemoveClientIDFromOpenIDConnectProviderRequest, RemoveClientIDFromOpenIDConnectProviderResponse>
{
    public ValueTask<Target> TargetAsync(
        RemoveClientIDFromOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken);

    public async ValueTask<RemoveClientIDFromOpenIDConnectProviderResponse> ExecuteAsync(
        RemoveClientIDFromOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        if (provider.ClientIds.Contains(request.ClientID, StringComparer.Ordinal))
        {
            call.Transaction.Replace(provider, provider with { ClientIds = [.. provider.ClientIds.Where(id => id != request.ClientID)] });
        }

        return new();
    }
}
