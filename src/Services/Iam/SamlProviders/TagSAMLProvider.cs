using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Adds tags to a SAML provider; a key that it has already gets the new value.</summary>
internal sealed class TagSAMLProvider : IOperation<TagSAMLProviderRequest, TagSAMLProviderResponse>
{
    public async ValueTask<Target> TargetAsync(TagSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
        => (await call.SamlProviderTargetAsync(request.SAMLProviderArn, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagSAMLProviderResponse> ExecuteAsync(TagSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.SamlProviderAsync(request.SAMLProviderArn, cancellationToken);
        var tags = TagRules.OfSamlProviders.Put(provider.Tags, TagRules.OfSamlProviders.Read(request.Tags));
        call.Transaction.Replace(provider, provider with { Tags = tags });
        return new();
    }
}
