using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Lists the groups that a user is in, in the order of their names.</summary>
internal sealed class ListGroupsForUser : IOperation<ListGroupsForUserRequest, ListGroupsForUserResponse>
{
    public ValueTask<Target> TargetAsync(ListGroupsForUserRequest request, Call call, CancellationToken cancellationToken)
        => call.UserTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListGroupsForUserResponse> ExecuteAsync(
        ListGroupsForUserRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var groups = await call.Transaction.GroupsOfAsync(user.Id, cancellationToken);
        var page = IamListing.Of("ListGroupsForUser/" + user.Id, request.Marker, request.MaxItems)
            .Of(groups, group => IamNames.ForKey(group.Name));

        return new() { Groups = page.Select(GroupTable.ToShape).Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
