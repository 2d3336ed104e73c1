using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Lists the groups of the account, or those under a path.</summary>
internal sealed class ListGroups : IOperation<ListGroupsRequest, ListGroupsResponse>
{
    /// <remarks>The reference names no resource; AWS's refusals name the path that is listed.</remarks>
    public ValueTask<Target> TargetAsync(ListGroupsRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(call.IamArn("group" + (request.PathPrefix ?? UserTable.RootPath))));

    public async ValueTask<ListGroupsResponse> ExecuteAsync(ListGroupsRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = Group.PrefixOf(call.Account);
        var path = request.PathPrefix ?? UserTable.RootPath;
        var page = await IamListing.Of($"ListGroups/{prefix}{path}", request.Marker, request.MaxItems).ReadAsync<Group>(
            call.Transaction, prefix, group => group.Path.StartsWith(path, StringComparison.Ordinal), cancellationToken);

        return new() { Groups = page.Select(GroupTable.ToShape).Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
