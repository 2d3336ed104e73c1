using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Attaches a managed policy to a group; one that is attached stays, without an error.</summary>
internal sealed class AttachGroupPolicy(IamQuotas quotas) : IOperation<AttachGroupPolicyRequest, AttachGroupPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(AttachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.GroupTargetAsync(request.GroupName, cancellationToken)).With(new ConditionKey("iam:PolicyARN", request.PolicyArn));

    public async ValueTask<AttachGroupPolicyResponse> ExecuteAsync(
        AttachGroupPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var group = await call.GroupAsync(request.GroupName, cancellationToken);
        var policy = await call.AttachablePolicyAsync(request.PolicyArn, cancellationToken);
        var attached = await call.Transaction.AttachmentsOfAsync(group.Id, cancellationToken);
        if (attached.Any(use => use.PolicyArn == request.PolicyArn))
        {
            return new();
        }

        if (attached.Count >= quotas.PoliciesPerGroup)
        {
            throw new LimitExceededException($"Cannot exceed quota for PoliciesPerGroup: {quotas.PoliciesPerGroup}");
        }

        call.Transaction.Insert(policy.UsedBy(group.Id, PolicyUseKind.Attached));
        return new();
    }
}
