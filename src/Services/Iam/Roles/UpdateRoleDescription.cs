using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Changes what a role is for, also of one that is linked to a service, and answers with the role.</summary>
internal sealed class UpdateRoleDescription : IOperation<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse>
{
    public ValueTask<Target> TargetAsync(UpdateRoleDescriptionRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<UpdateRoleDescriptionResponse> ExecuteAsync(
        UpdateRoleDescriptionRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var updated = role with { Description = RoleTable.DescriptionOf(request.Description) };
        call.Transaction.Replace(role, updated);
        return new() { Role = await updated.ToListedShapeAsync(call, cancellationToken) };
    }
}
