using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Attaches a managed policy to a group; one that is attached stays, without an error.</summary>
internal sealed class AttachGroupPolicy(IamQuotas quotas) : IOperation<AttachGroupPolicyRequest, AttachGroupPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(AttachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.GroupTargetAsync(request.GroupName, cancellationToken)).WithPolicy(request.PolicyArn);

    public async ValueTask<AttachGroupPolicyResponse> ExecuteAsync(
        AttachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        await call.AttachAsync(PolicyHolder.Of(group), request.PolicyArn, quotas, cancellationToken);
        return new();
    }
}
