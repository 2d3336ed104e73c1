using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Detaches a managed policy from a group.</summary>
internal sealed class DetachGroupPolicy : IOperation<DetachGroupPolicyRequest, DetachGroupPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(DetachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.GroupTargetAsync(request.GroupName, cancellationToken)).WithPolicy(request.PolicyArn);

    public async ValueTask<DetachGroupPolicyResponse> ExecuteAsync(
        DetachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        await call.DetachAsync(PolicyHolder.Of(group), request.PolicyArn, cancellationToken);
        return new();
    }
}
