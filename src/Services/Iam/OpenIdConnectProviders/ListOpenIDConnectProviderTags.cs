using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Lists the tags of an OIDC provider, in the order of their keys.</summary>
internal sealed class ListOpenIDConnectProviderTags : IOperation<ListOpenIDConnectProviderTagsRequest, ListOpenIDConnectProviderTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListOpenIDConnectProviderTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.WebProviderTargetAsync(request.OpenIDConnectProviderArn, cancellationToken);

    public async ValueTask<ListOpenIDConnectProviderTagsResponse> ExecuteAsync(ListOpenIDConnectProviderTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var provider = await call.WebProviderAsync(request.OpenIDConnectProviderArn, cancellationToken);
        var page = provider.Tags.Page(IamListing.Of("ListOpenIDConnectProviderTags/" + provider.Arn.Value, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
