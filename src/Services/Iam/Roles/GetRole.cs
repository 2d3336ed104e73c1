using Holdfast.Kernel;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Tells about a role, with its trust policy.</summary>
internal sealed class GetRole(LastUses uses) : IOperation<GetRoleRequest, GetRoleResponse>
{
    public ValueTask<Target> TargetAsync(GetRoleRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<GetRoleResponse> ExecuteAsync(GetRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        return new() { Role = await role.ToShapeAsync(call, uses, cancellationToken) };
    }
}
