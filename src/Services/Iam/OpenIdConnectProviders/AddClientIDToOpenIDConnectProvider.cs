using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Lets tokens of a provider have one more audience; one that they may have already is no error.</summary>
internal sealed class AddClientIDToOpenIDConnectProvider
    : IOperation<AddClientIDToOpenIDConnectProviderRequest, AddClientIDToOpenIDConnectProviderResponse>
{
    public ValueTask<Target> TargetAsync(AddClientIDToOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken);

    public async ValueTask<AddClientIDToOpenIDConnectProviderResponse> ExecuteAsync(
        AddClientIDToOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        if (!provider.ClientIds.Contains(request.ClientID, StringComparer.Ordinal))
        {
            var clientIds = WebProviderRules.ReadClientIds([.. provider.ClientIds, request.ClientID]);
            call.Transaction.Replace(provider, provider with { ClientIds = clientIds });
        }

        return new();
    }
}
