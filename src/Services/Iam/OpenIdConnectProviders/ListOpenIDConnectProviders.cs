using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Lists the OIDC providers of the account, all at once: their quota keeps them few.</summary>
internal sealed class ListOpenIDConnectProviders : IOperation<ListOpenIDConnectProvidersRequest, ListOpenIDConnectProvidersResponse>
{
    public ValueTask<Target> TargetAsync(ListOpenIDConnectProvidersRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListOpenIDConnectProvidersResponse> ExecuteAsync(
        ListOpenIDConnectProvidersRequest request, Call call, CancellationToken cancellationToken)
    {
        var providers = await call.Transaction.ListAsync<WebProvider>(WebProvider.PrefixOf(call.Account), cancellationToken);
        return new()
        {
            OpenIDConnectProviderList = [.. providers.Select(provider => new OpenIDConnectProviderListEntryShape { Arn = provider.Arn.Value })],
        };
    }
}
