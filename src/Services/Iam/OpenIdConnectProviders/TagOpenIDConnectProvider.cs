using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Adds tags to an OIDC provider; a key that it has already gets the new value.</summary>
internal sealed class TagOpenIDConnectProvider : IOperation<TagOpenIDConnectProviderRequest, TagOpenIDConnectProviderResponse>
{
    public async ValueTask<Target> TargetAsync(TagOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => (await call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagOpenIDConnectProviderResponse> ExecuteAsync(TagOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        var tags = TagRules.OfWebProviders.Put(provider.Tags, TagRules.OfWebProviders.Read(request.Tags));
        call.Transaction.Replace(provider, provider with { Tags = tags });
        return new();
    }
}
