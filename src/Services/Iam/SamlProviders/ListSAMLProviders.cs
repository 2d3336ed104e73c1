using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Lists the SAML providers of the account, all at once: their quota keeps them few.</summary>
internal sealed class ListSAMLProviders : IOperation<ListSAMLProvidersRequest, ListSAMLProvidersResponse>
{
    public ValueTask<Target> TargetAsync(ListSAMLProvidersRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListSAMLProvidersResponse> ExecuteAsync(
        ListSAMLProvidersRequest request, Call call, CancellationToken cancellationToken)
    {
        var providers = await call.Transaction.ListAsync<SamlProvider>(SamlProvider.PrefixOf(call.Account), cancellationToken);
        return new()
        {
            SAMLProviderList =
            [
                .. providers.Select(provider => new SAMLProviderListEntryShape
                {
                    Arn = provider.Arn.Value,
                    ValidUntil = provider.ValidUntil,
                    CreateDate = provider.CreateDate,
                }),
            ],
        };
    }
}
