using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Changes what a role is for and how long its sessions may last.</summary>
internal sealed class UpdateRole : IOperation<UpdateRoleRequest, UpdateRoleResponse>
{
    public ValueTask<Target> TargetAsync(UpdateRoleRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    /// <remarks>
    /// "If you do not specify a value for this setting, the default value of one hour is applied" (MaxSessionDuration); the description stays.
    /// The description is all that the account may change of a service-linked role ("Edit a service-linked role", IAM User Guide).
    /// </remarks>
    public async ValueTask<UpdateRoleResponse> ExecuteAsync(UpdateRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        if (role.IsServiceLinked && request.MaxSessionDuration is not null)
        {
            throw RoleTable.Protected(role);
        }

        call.Transaction.Replace(
            role, role with
            {
                Description = request.Description is null ? role.Description : RoleTable.DescriptionOf(request.Description),
                MaxSessionSeconds = request.MaxSessionDuration ?? Role.DefaultSessionSeconds,
            });
        return new();
    }
}
