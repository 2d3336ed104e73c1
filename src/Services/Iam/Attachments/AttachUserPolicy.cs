using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Attaches a managed policy to a user; one that is attached stays, without an error.</summary>
internal sealed class AttachUserPolicy(IamQuotas quotas) : IOperation<AttachUserPolicyRequest, AttachUserPolicyResponse>
{
    public async ValueTask<Target> TargetAsync(AttachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
        => (await call.BoundedUserTargetAsync(request.UserName, cancellationToken)).With(new ConditionKey("iam:PolicyARN", request.PolicyArn));

    public async ValueTask<AttachUserPolicyResponse> ExecuteAsync(
        AttachUserPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var policy = await call.AttachablePolicyAsync(request.PolicyArn, cancellationToken);
        var attached = await call.Transaction.AttachmentsOfAsync(user.Id, cancellationToken);
        if (attached.Any(use => use.PolicyArn == request.PolicyArn))
        {
            return new();
        }

        if (attached.Count >= quotas.PoliciesPerUser)
        {
            throw new LimitExceededException($"Cannot exceed quota for PoliciesPerUser: {quotas.PoliciesPerUser}");
        }

        call.Transaction.Insert(policy.UsedBy(user.Id, PolicyUseKind.Attached));
        return new();
    }
}
