using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Creates a group.</summary>
internal sealed class CreateGroup(IamQuotas quotas) : IOperation<CreateGroupRequest, CreateGroupResponse>
{
    public ValueTask<Target> TargetAsync(CreateGroupRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(Group.ArnOf(call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.GroupName)));

    public async ValueTask<CreateGroupResponse> ExecuteAsync(CreateGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        if (await call.Transaction.FindGroupAsync(call.Account, request.GroupName, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"Group with name {request.GroupName} already exists.");
        }

        if (!await call.Transaction.HasRoomAsync<Group>(Group.PrefixOf(call.Account), quotas.GroupsPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for GroupsPerAccount: {quotas.GroupsPerAccount}");
        }

        var group = new Group
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.GroupName,
            Path = request.Path ?? UserTable.RootPath,
            Id = call.Ids.NewUniqueId(Group.IdPrefix),
            CreateDate = call.NowToTheSecond(),
        };
        call.Transaction.Insert(group);
        return new() { Group = group.ToShape() };
    }
}
