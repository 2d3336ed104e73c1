using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>A policy by which a user, group or role is granted something.</summary>
/// <param name="Name">The name.</param>
/// <param name="Arn">The ARN of a managed policy; null for an inline one.</param>
/// <param name="Owner">The user, group or role that an inline policy belongs to; null for a managed one.</param>
/// <param name="Document">The JSON.</param>
internal sealed record GrantingPolicy(string Name, string? Arn, AccessingEntity? Owner, string Document)
{
    /// <summary>Reads the policies that grant something to an entity; a user has those of its groups too, a policy is its own.</summary>
    /// <remarks>"Permissions boundaries … are never listed" (ListPoliciesGrantingServiceAccess): they grant nothing.</remarks>
    public static async ValueTask<IReadOnlyList<GrantingPolicy>> ReadAsync(
        IReadTransaction transaction, AccessedEntity entity, CancellationToken cancellationToken)
    {
        var policies = new List<GrantingPolicy>();
        foreach (var holder in entity.Holders)
        {
            foreach (var inline in await transaction.ListAsync<InlinePolicy>(InlinePolicy.PrefixOf(entity.Account, holder.Id), cancellationToken))
            {
                policies.Add(new(inline.Name, Arn: null, holder, inline.Document));
            }

            foreach (var use in await transaction.AttachmentsOfAsync(holder.Id, cancellationToken))
            {
                await AddAsync(policies, transaction, entity.Account, use.PolicyArn, cancellationToken);
            }
        }

        if (entity.Policy is { } policy)
        {
            await AddAsync(policies, transaction, entity.Account, policy.Arn.Value, cancellationToken);
        }

        return policies;
    }

    private static async ValueTask AddAsync(
        List<GrantingPolicy> policies, IReadTransaction transaction, AccountId account, string arn, CancellationToken cancellationToken)
    {
        if (!policies.Exists(policy => policy.Arn == arn)
            && await transaction.FindPolicyAsync(account, arn, cancellationToken) is { } managed
            && await transaction.FindVersionAsync(managed, managed.DefaultVersion, cancellationToken) is { } version)
        {
            policies.Add(new(managed.Name, arn, Owner: null, version.Document));
        }
    }
}
