using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Puts an inline policy into a role, in the place of one of the same name.</summary>
internal sealed class PutRolePolicy : IOperation<PutRolePolicyRequest, PutRolePolicyResponse>
{
    public ValueTask<Target> TargetAsync(PutRolePolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.BoundedRoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<PutRolePolicyResponse> ExecuteAsync(
        PutRolePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        await call.PutInlinePolicyAsync(PolicyHolder.Of(role), request.PolicyName, request.PolicyDocument, cancellationToken);
        return new();
    }
}
