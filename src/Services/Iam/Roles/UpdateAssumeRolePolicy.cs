using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Says anew who may assume a role.</summary>
internal sealed class UpdateAssumeRolePolicy : IOperation<UpdateAssumeRolePolicyRequest, UpdateAssumeRolePolicyResponse>
{
    public ValueTask<Target> TargetAsync(UpdateAssumeRolePolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<UpdateAssumeRolePolicyResponse> ExecuteAsync(
        UpdateAssumeRolePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        var trust = await TrustPolicies.ReadAsync(request.PolicyDocument, call, cancellationToken);
        call.Transaction.Replace(role, role with { Trust = trust });
        return new();
    }
}
