using Holdfast.Kernel.Work;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ServiceLinkedRoles;

/// <summary>Takes the steps of deleting a service-linked role: begin, delete it unless it is in use, and forget the request in the end.</summary>
internal sealed class DeleteLinkedRoles(LastUses uses) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is that of the <see cref="RoleDeletion"/>.</summary>
    public const string TimerKind = "iam/service-linked-role-deletion";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<RoleDeletion>(timer.Key, cancellationToken) is not { } deletion)
        {
            return;
        }

        switch (deletion.Status)
        {
            case DeletionTaskStatusType.NotStarted:
                step.Transaction.Replace(deletion, deletion with { Status = DeletionTaskStatusType.InProgress });
                step.Transaction.Arm(timer with { Due = timer.Due + RoleDeletion.StepDelay });
                break;
            case DeletionTaskStatusType.InProgress:
                step.Transaction.Replace(deletion, await EndAsync(deletion, step, cancellationToken));
                step.Transaction.Arm(timer with { Due = timer.Due + RoleDeletion.Kept });
                break;
            default:
                step.Transaction.Delete(deletion);
                break;
        }
    }

    private async ValueTask<RoleDeletion> EndAsync(RoleDeletion deletion, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindRoleByIdAsync(deletion.RoleId, cancellationToken) is not { } role)
        {
            return deletion with { Status = DeletionTaskStatusType.SUCCEEDED };
        }

        if (await FindActiveUseAsync(role, step, cancellationToken) is { } use)
        {
            return deletion with { Status = DeletionTaskStatusType.FAILED, UsedInRegion = use.Region };
        }

        foreach (var attachment in await step.Transaction.AttachmentsOfAsync(role.Id, cancellationToken))
        {
            step.Transaction.Delete(attachment);
        }

        await step.Transaction.DeleteRoleAsync(role, cancellationToken);
        return deletion with { Status = DeletionTaskStatusType.SUCCEEDED };
    }

    // "If the service-linked role has active sessions … the role can't be deleted": a session that called less than its longest life ago may be active yet.
    private async ValueTask<RoleLastUse?> FindActiveUseAsync(Role role, Step step, CancellationToken cancellationToken)
        => await uses.OfRoleAsync(step.Transaction, role, step.Now, cancellationToken) is { } use
            && step.Now - use.At < TimeSpan.FromSeconds(role.MaxSessionSeconds)
                ? use
                : null;
}
