using Holdfast.Kernel;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Deletes a role that nothing hangs on any more.</summary>
internal sealed class DeleteRole : IOperation<DeleteRoleRequest, DeleteRoleResponse>
{
    public ValueTask<Target> TargetAsync(DeleteRoleRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<DeleteRoleResponse> ExecuteAsync(DeleteRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        if (await WhatHangsOnAsync(role, call.Transaction, cancellationToken) is { } obstacle)
        {
            throw new DeleteConflictException($"Cannot delete entity, must {obstacle} first.");
        }

        // A boundary does not keep a role from being deleted, and must not count as a use of the policy afterwards.
        await call.DropBoundaryAsync(role.BoundaryArn, role.Id, cancellationToken);
        await call.Transaction.DeleteRoleAsync(role, cancellationToken);
        return new();
    }

    private static async ValueTask<string?> WhatHangsOnAsync(Role role, ITransaction transaction, CancellationToken cancellationToken)
    {
        if ((await transaction.InstanceProfilesOfAsync(role.Id, cancellationToken)).Count > 0)
        {
            return "remove roles from instance profile";
        }

        if ((await transaction.AttachmentsOfAsync(role.Id, cancellationToken)).Count > 0)
        {
            return "detach all policies";
        }

        return await transaction.HasAnyAsync<InlinePolicy>(InlinePolicy.PrefixOf(role.Account, role.Id), cancellationToken)
            ? "delete policies"
            : null;
    }
}
