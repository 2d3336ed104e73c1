using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Tells about a group and, page by page, the users in it.</summary>
internal sealed class GetGroup : IOperation<GetGroupRequest, GetGroupResponse>
{
    public ValueTask<Target> TargetAsync(GetGroupRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<GetGroupResponse> ExecuteAsync(GetGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var prefix = Membership.PrefixOf(call.Account, group.Id);
        var page = await IamListing.Of("GetGroup/" + prefix, request.Marker, request.MaxItems)
            .ReadAsync<Membership>(call.Transaction, prefix, cancellationToken);
        var users = new List<UserShape>(page.Items.Count);
        foreach (var membership in page.Items)
        {
            users.Add((await call.UserAsync(membership.UserName, cancellationToken)).ToListedShape());
        }

        return new() { Group = group.ToShape(), Users = users, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
