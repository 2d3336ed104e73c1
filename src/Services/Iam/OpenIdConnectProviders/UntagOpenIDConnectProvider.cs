using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Takes tags from an OIDC provider; keys that it does not have are passed over.</summary>
internal sealed class UntagOpenIDConnectProvider : IOperation<UntagOpenIDConnectProviderRequest, UntagOpenIDConnectProviderResponse>
{
    public async ValueTask<Target> TargetAsync(UntagOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => (await call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagOpenIDConnectProviderResponse> ExecuteAsync(UntagOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        var tags = TagRules.OfWebProviders.Remove(provider.Tags, request.TagKeys);
        if (tags.Count < provider.Tags.Count)
        {
            call.Transaction.Replace(provider, provider with { Tags = tags });
        }

        return new();
    }
}
