using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Deletes an inline policy of a role.</summary>
internal sealed class DeleteRolePolicy : IOperation<DeleteRolePolicyRequest, DeleteRolePolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteRolePolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<DeleteRolePolicyResponse> ExecuteAsync(
        DeleteRolePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        call.Transaction.Delete(await call.InlinePolicyAsync(PolicyHolder.Of(role), request.PolicyName, cancellationToken));
        return new();
    }
}
