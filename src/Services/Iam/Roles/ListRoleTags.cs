using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Lists the tags of a role, in the order of their keys.</summary>
internal sealed class ListRoleTags : IOperation<ListRoleTagsRequest, ListRoleTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListRoleTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.RoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<ListRoleTagsResponse> ExecuteAsync(
        ListRoleTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var page = role.Tags.Page(IamListing.Of("ListRoleTags/" + role.Id, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
