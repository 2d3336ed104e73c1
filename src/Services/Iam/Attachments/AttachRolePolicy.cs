using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Attaches a managed policy to a role; one that is attached stays, without an error.</summary>
internal sealed class AttachRolePolicy(IamQuotas quotas) : IOperation<AttachRolePolicyRequest, AttachRolePolicyResponse>
{
    public async ValueTask<Target> TargetAsync(AttachRolePolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.BoundedRoleTargetAsync(request.RoleName, cancellationToken)).WithPolicy(request.PolicyArn);

    public async ValueTask<AttachRolePolicyResponse> ExecuteAsync(
        AttachRolePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        await call.AttachAsync(PolicyHolder.Of(role), request.PolicyArn, quotas, cancellationToken);
        return new();
    }
}
