using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.PolicyHolders;

namespace Holdfast.Services.Iam.Attachments;

/// <summary>Attaches managed policies to users, groups and roles and detaches them: what the operations on each have in common.</summary>
internal static class AttachmentTable
{
    /// <summary>Adds the condition key that tells which policy is attached or detached.</summary>
    public static Target WithPolicy(this Target target, string policyArn) => target.With(new ConditionKey("iam:PolicyARN", policyArn));

    /// <summary>Attaches a policy; one that is attached stays, without an error.</summary>
    /// <exception cref="NoSuchEntityException">There is no such policy.</exception>
    /// <exception cref="LimitExceededException">The holder has as many as it may have.</exception>
    public static async ValueTask AttachAsync(
        this Call call, PolicyHolder holder, string policyArn, IamQuotas quotas, CancellationToken cancellationToken)
    {
        var policy = await call.AttachablePolicyAsync(policyArn, cancellationToken);
        var attached = await call.Transaction.AttachmentsOfAsync(holder.Id, cancellationToken);
        if (attached.Any(use => use.PolicyArn == policyArn))
        {
            return;
        }

        var quota = holder.Kind.AttachmentsOf(quotas);
        if (attached.Count >= quota)
        {
            throw new LimitExceededException($"Cannot exceed quota for {holder.Kind.AttachmentsQuota}: {quota}");
        }

        call.Transaction.Insert(policy.UsedBy(holder.Id, PolicyUseKind.Attached));
    }

    /// <summary>Detaches a policy.</summary>
    /// <exception cref="NoSuchEntityException">It is not attached.</exception>
    public static async ValueTask DetachAsync(this Call call, PolicyHolder holder, string policyArn, CancellationToken cancellationToken)
        => call.Transaction.Delete(await call.AttachmentAsync(holder.Id, policyArn, cancellationToken));
}
