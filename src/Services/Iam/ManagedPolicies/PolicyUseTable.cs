using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Finds and changes what uses managed policies.</summary>
internal static class PolicyUseTable
{
    /// <summary>Lists the policies that are attached to a user, group or role; a quota keeps them few.</summary>
    public static async ValueTask<IReadOnlyList<PolicyUse>> AttachmentsOfAsync(
        this IReadTransaction transaction, string entityId, CancellationToken cancellationToken)
    {
        var uses = await transaction.ListByIndexAsync(PolicyUse.ByEntity, entityId, after: null, int.MaxValue, cancellationToken);
        return [.. uses.Where(use => use.Kind == PolicyUseKind.Attached)];
    }

    /// <summary>Finds the attachment of a policy to a user, group or role.</summary>
    /// <exception cref="NoSuchEntityException">The policy is not attached to it.</exception>
    public static async ValueTask<PolicyUse> AttachmentAsync(
        this Call call, string entityId, string policyArn, CancellationToken cancellationToken)
    {
        _ = PolicyArn.Read(policyArn, call.Partition);
        var attached = await call.Transaction.AttachmentsOfAsync(entityId, cancellationToken);
        return attached.FirstOrDefault(use => use.PolicyArn == policyArn)
            ?? throw new NoSuchEntityException($"Policy {policyArn} was not found.");
    }

    /// <summary>Gives a page of the policies that are attached to a user, group or role, in the order of their names.</summary>
    public static async ValueTask<Page<AttachedPolicyShape>> PageOfAttachmentsAsync(
        this Call call, string entityId, string? pathPrefix, string? marker, int? maxItems, CancellationToken cancellationToken)
    {
        var attached = await call.Transaction.AttachmentsOfAsync(entityId, cancellationToken);
        var named = attached
            .Select(use => (use.PolicyId, Arn: PolicyArn.Read(use.PolicyArn, call.Partition), Text: use.PolicyArn))
            .Where(use => pathPrefix is null || use.Arn.Path.StartsWith(pathPrefix, StringComparison.Ordinal))
            .Select(use => (Key: $"{IamNames.ForKey(use.Arn.Name)}/{use.PolicyId}", use.Arn.Name, use.Text))
            .OrderBy(use => use.Key, StringComparer.Ordinal);
        return IamListing.Of($"ListAttachedPolicies/{entityId}{pathPrefix}", marker, maxItems)
            .Of(named, use => use.Key)
            .Select(use => new AttachedPolicyShape { PolicyName = use.Name, PolicyArn = use.Text });
    }

    /// <summary>Counts the uses of a kind.</summary>
    public static ValueTask<int> CountUsesAsync(
        this IReadTransaction transaction, ManagedPolicy policy, PolicyUseKind kind, CancellationToken cancellationToken)
        => transaction.CountAsync<PolicyUse>(PolicyUse.PrefixOf(policy.Account, policy.Id, kind), cancellationToken);

    /// <summary>Notes that a policy bounds a user or role.</summary>
    /// <exception cref="NoSuchEntityException">There is no such policy.</exception>
    public static async ValueTask UseAsBoundaryAsync(this Call call, string policyArn, string entityId, CancellationToken cancellationToken)
    {
        var policy = await call.BoundaryPolicyAsync(policyArn, cancellationToken);
        call.Transaction.Insert(policy.UsedBy(entityId, PolicyUseKind.Boundary));
    }

    /// <summary>Notes that another policy, or none, bounds a user or role; says whether that is a change.</summary>
    /// <param name="call">The call.</param>
    /// <param name="entityId">The unique id of the user or role.</param>
    /// <param name="from">The ARN of the policy that bounds it; null for none.</param>
    /// <param name="to">The ARN of the policy that is to bound it; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NoSuchEntityException">There is no such policy.</exception>
    public static async ValueTask<bool> ChangeBoundaryAsync(
        this Call call, string entityId, string? from, string? to, CancellationToken cancellationToken)
    {
        if (from == to)
        {
            return false;
        }

        await call.DropBoundaryAsync(from, entityId, cancellationToken);
        if (to is not null)
        {
            await call.UseAsBoundaryAsync(to, entityId, cancellationToken);
        }

        return true;
    }

    /// <summary>Notes that a policy no longer bounds a user or role.</summary>
    public static async ValueTask DropBoundaryAsync(
        this Call call, string? policyArn, string entityId, CancellationToken cancellationToken)
    {
        if (policyArn is null)
        {
            return;
        }

        var uses = await call.Transaction.ListByIndexAsync(PolicyUse.ByEntity, entityId, after: null, int.MaxValue, cancellationToken);
        call.Transaction.Delete(uses.Single(use => use.Kind == PolicyUseKind.Boundary));
    }
}
