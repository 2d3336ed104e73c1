using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.ServiceLinkedRoles;

/// <summary>Tells how far the deletion of a service-linked role is, and why it failed.</summary>
internal sealed class GetServiceLinkedRoleDeletionStatus
    : IOperation<GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse>
{
    /// <remarks>The role is that which the task id names, whether or not there is one.</remarks>
    public ValueTask<Target> TargetAsync(GetServiceLinkedRoleDeletionStatusRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(TryRead(request.DeletionTaskId, out var service, out var roleName, out _)
            ? Role.ArnOf(call.Partition.Name, call.Account, ServiceRoleTemplate.PathOf(service), roleName)
            : call.IamArn($"role{Role.ReservedPath}*")));

    public async ValueTask<GetServiceLinkedRoleDeletionStatusResponse> ExecuteAsync(
        GetServiceLinkedRoleDeletionStatusRequest request, Call call, CancellationToken cancellationToken)
    {
        if (!TryRead(request.DeletionTaskId, out _, out _, out var number))
        {
            throw new InvalidInputException($"Invalid Deletion Task Id: {request.DeletionTaskId}");
        }

        var deletion = await call.Transaction.FindAsync<RoleDeletion>(RoleDeletion.KeyOf(call.Account, number), cancellationToken);
        return deletion?.TaskId == request.DeletionTaskId
            ? new() { Status = deletion.Status, Reason = ReasonOf(deletion, call) }
            : throw new NoSuchEntityException($"Deletion Task Id {request.DeletionTaskId} cannot be found.");
    }

    private static DeletionTaskFailureReasonTypeShape? ReasonOf(RoleDeletion deletion, Call call)
        => deletion.Status == DeletionTaskStatusType.FAILED
            ? new()
            {
                Reason = "The role has active sessions.",
                RoleUsageList =
                [
                    new()
                    {
                        Region = deletion.UsedInRegion,
                        Resources =
                        [
                            Role.ArnOf(call.Partition.Name, deletion.Account, ServiceRoleTemplate.PathOf(deletion.Service), deletion.RoleName).Value,
                        ],
                    },
                ],
            }
            : null;

    private static bool TryRead(string taskId, out string service, out string roleName, out string number)
    {
        if (taskId.StartsWith(RoleDeletion.TaskPrefix, StringComparison.Ordinal)
            && taskId[RoleDeletion.TaskPrefix.Length..].Split('/') is [{ Length: > 0 } first, { Length: > 0 } second, { Length: > 0 } third])
        {
            (service, roleName, number) = (first, second, third);
            return true;
        }

        (service, roleName, number) = ("", "", "");
        return false;
    }
}
