using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Makes a managed policy the permissions boundary of a role, in the place of another.</summary>
internal sealed class PutRolePermissionsBoundary
    : IOperation<PutRolePermissionsBoundaryRequest, PutRolePermissionsBoundaryResponse>
{
    public async ValueTask<Target> TargetAsync(PutRolePermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
        => (await call.RoleTargetAsync(request.RoleName, cancellationToken))
            .With(new ConditionKey("iam:PermissionsBoundary", request.PermissionsBoundary));

    public async ValueTask<PutRolePermissionsBoundaryResponse> ExecuteAsync(
        PutRolePermissionsBoundaryRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        if (await call.ChangeBoundaryAsync(role.Id, role.BoundaryArn, request.PermissionsBoundary, cancellationToken))
        {
            call.Transaction.Replace(role, role with { BoundaryArn = request.PermissionsBoundary });
        }

        return new();
    }
}
