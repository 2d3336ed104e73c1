using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Lists the tags of a SAML provider, in the order of their keys.</summary>
internal sealed class ListSAMLProviderTags : IOperation<ListSAMLProviderTagsRequest, ListSAMLProviderTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListSAMLProviderTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.SamlProviderTargetAsync(request.SAMLProviderArn, cancellationToken);

    public async ValueTask<ListSAMLProviderTagsResponse> ExecuteAsync(ListSAMLProviderTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.SamlProviderAsync(request.SAMLProviderArn, cancellationToken);
        var page = provider.Tags.Page(IamListing.Of("ListSAMLProviderTags/" + provider.Arn.Value, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
