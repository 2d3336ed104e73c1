using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Groups;

/// <summary>Gives a group another name, another path, or both; its id, members and policies stay.</summary>
internal sealed class UpdateGroup : IOperation<UpdateGroupRequest, UpdateGroupResponse>
{
    /// <remarks>"You must have permission on both the source object and the target object" (UpdateGroup).</remarks>
    public async ValueTask<Target> TargetAsync(UpdateGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        var source = await call.GroupTargetAsync(request.GroupName, cancellationToken);
        if (request is { NewGroupName: null, NewPath: null })
        {
            return source;
        }

        var group = await call.Transaction.FindGroupAsync(call.Account, request.GroupName, cancellationToken);
        var destination = Group.ArnOf(
            call.Partition.Name,
            call.Account,
            request.NewPath ?? group?.Path ?? UserTable.RootPath,
            request.NewGroupName ?? group?.Name ?? request.GroupName);
        return source with { Also = [new Target(destination)] };
    }

    public async ValueTask<UpdateGroupResponse> ExecuteAsync(UpdateGroupRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var updated = group with { Name = request.NewGroupName ?? group.Name, Path = request.NewPath ?? group.Path };
        if (updated.Key != group.Key)
        {
            if (await call.Transaction.FindGroupAsync(call.Account, updated.Name, cancellationToken) is not null)
            {
                throw new EntityAlreadyExistsException($"Group with name {updated.Name} already exists.");
            }

            call.Transaction.Delete(group);
            call.Transaction.Insert(updated);
        }
        else if (updated.Name != group.Name || updated.Path != group.Path)
        {
            call.Transaction.Replace(group, updated);
        }

        return new();
    }
}
