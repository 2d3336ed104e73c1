using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Gives the document of an inline policy of a role.</summary>
internal sealed class GetRolePolicy : IOperation<GetRolePolicyRequest, GetRolePolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetRolePolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.RoleTargetAsync(request.RoleName, cancellationToken);

    public async ValueTask<GetRolePolicyResponse> ExecuteAsync(
        GetRolePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var policy = await call.InlinePolicyAsync(PolicyHolder.Of(role), request.PolicyName, cancellationToken);
        return new() { RoleName = role.Name, PolicyName = policy.Name, PolicyDocument = PolicyDocuments.Encode(policy.Document) };
    }
}
