using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Takes tags from a SAML provider; keys that it does not have are passed over.</summary>
internal sealed class UntagSAMLProvider : IOperation<UntagSAMLProviderRequest, UntagSAMLProviderResponse>
{
    public async ValueTask<Target> TargetAsync(UntagSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
        => (await call.SamlProviderTargetAsync(request.SAMLProviderArn, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagSAMLProviderResponse> ExecuteAsync(UntagSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.SamlProviderAsync(request.SAMLProviderArn, cancellationToken);
        var tags = TagRules.OfSamlProviders.Remove(provider.Tags, request.TagKeys);
        if (tags.Count < provider.Tags.Count)
        {
            call.Transaction.Replace(provider, provider with { Tags = tags });
        }

        return new();
    }
}
