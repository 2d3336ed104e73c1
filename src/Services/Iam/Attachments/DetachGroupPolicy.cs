using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Detaches a managed policy from a group.</summary>
internal sealed class DetachGroupPolicy : IOperation<DetachGroupPolicyRequest, DetachGroupPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(DetachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.GroupTargetAsync(request.GroupName, cancellationToken)).With(new ConditionKey("iam:PolicyARN", request.PolicyArn));

    public async ValueTask<DetachGroupPolicyResponse> ExecuteAsync(
        DetachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        call.Transaction.Delete(await call.AttachmentAsync(group.Id, request.PolicyArn, cancellationToken));
        return new();
    }
}
