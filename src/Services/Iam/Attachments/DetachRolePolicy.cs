using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Detaches a managed policy from a role.</summary>
internal sealed class DetachRolePolicy : IOperation<DetachRolePolicyRequest, DetachRolePolicyResponse>
{
    public async ValueTask<Target> TargetAsync(DetachRolePolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.BoundedRoleTargetAsync(request.RoleName, cancellationToken)).WithPolicy(request.PolicyArn);

    public async ValueTask<DetachRolePolicyResponse> ExecuteAsync(
        DetachRolePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        await call.DetachAsync(PolicyHolder.Of(role), request.PolicyArn, cancellationToken);
        return new();
    }
}
