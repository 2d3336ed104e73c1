using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Users;

/// <summary>Lists the tags of a user, in the order of their keys.</summary>
internal sealed class ListUserTags : IOperation<ListUserTagsRequest, ListUserTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListUserTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListUserTagsResponse> ExecuteAsync(
        ListUserTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var page = user.Tags.Page(IamListing.Of("ListUserTags/" + user.Id, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
