using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ServiceLinkedRoles;

/// <summary>Asks for a service-linked role to be deleted; that is done afterwards, when nothing uses it.</summary>
/// <remarks>"If … an earlier deletion task is not complete, then the DeletionTaskId of the earlier request is returned."</remarks>
internal sealed class DeleteServiceLinkedRole : IOperation<DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse>
{
    public ValueTask<Target> TargetAsync(DeleteServiceLinkedRoleRequest request, Call call, CancellationToken cancellationToken)
        => call.RoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<DeleteServiceLinkedRoleResponse> ExecuteAsync(
        DeleteServiceLinkedRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        // To this operation, a role of the account's own is no role.
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        if (role.LinkedService is not { } service)
        {
            throw new NoSuchEntityException($"The role with name {request.RoleName} cannot be found.");
        }

        if (await call.Transaction.FindByIndexAsync(RoleDeletion.ByPendingRole, role.Id, cancellationToken) is { } earlier)
        {
            return new() { DeletionTaskId = earlier.TaskId };
        }

        var deletion = new RoleDeletion
        {
            Account = call.Account,
            TaskNumber = call.Ids.NewGuid().ToString("D"),
            Service = service,
            RoleName = role.Name,
            RoleId = role.Id,
            Status = DeletionTaskStatusType.NotStarted,
        };
        call.Transaction.Insert(deletion);
        call.Transaction.Arm(new ArmedTimer(DeleteLinkedRoles.TimerKind, deletion.Key, call.Now + RoleDeletion.StepDelay));
        return new() { DeletionTaskId = deletion.TaskId };
    }
}
