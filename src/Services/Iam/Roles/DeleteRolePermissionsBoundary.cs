using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Takes the permissions boundary from a role; without one there is nothing to do.</summary>
internal sealed class DeleteRolePermissionsBoundary
    : IOperation<DeleteRolePermissionsBoundaryRequest, DeleteRolePermissionsBoundaryResponse>
{
    public ValueTask<Target> TargetAsync(DeleteRolePermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<DeleteRolePermissionsBoundaryResponse> ExecuteAsync(
        DeleteRolePermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        if (await call.ChangeBoundaryAsync(role.Id, role.BoundaryArn, to: null, cancellationToken))
        {
            call.Transaction.Replace(role, role with { BoundaryArn = null });
        }

        return new();
    }
}
