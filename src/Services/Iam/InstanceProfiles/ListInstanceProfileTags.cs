using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Lists the tags of an instance profile, in the order of their keys.</summary>
internal sealed class ListInstanceProfileTags : IOperation<ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListInstanceProfileTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken);

    public async ValueTask<ListInstanceProfileTagsResponse> ExecuteAsync(
        ListInstanceProfileTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        var page = profile.Tags.Page(IamListing.Of("ListInstanceProfileTags/" + profile.Id, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
