using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Puts a user into a group; one that is in it stays, without an error.</summary>
internal sealed class AddUserToGroup(IamQuotas quotas) : IOperation<AddUserToGroupRequest, AddUserToGroupResponse>
{
    public ValueTask<Target> TargetAsync(AddUserToGroupRequest request, Call call, CancellationToken cancellationToken)
        => call.GroupTargetAsync(request.GroupName, cancellationToken);

    public async ValueTask<AddUserToGroupResponse> ExecuteAsync(
        AddUserToGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var memberships = await call.Transaction.MembershipsOfAsync(user.Id, cancellationToken);
        if (memberships.Any(membership => membership.GroupId == group.Id))
        {
            return new();
        }

        if (memberships.Count >= quotas.GroupsPerUser)
        {
            throw new LimitExceededException($"Cannot exceed quota for GroupsPerUser: {quotas.GroupsPerUser}");
        }

        call.Transaction.Insert(new Membership { Account = call.Account, GroupId = group.Id, UserId = user.Id, UserName = user.Name });
        return new();
    }
}
