using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Collects the policies that govern a principal.</summary>
/// <param name="transaction">What is read through.</param>
/// <param name="account">The account of the principal.</param>
/// <param name="policies">Where they are collected.</param>
internal sealed class PolicySources(IReadTransaction transaction, AccountId account, List<PolicySource> policies)
{
    /// <summary>Adds the inline policies of a user, group or role.</summary>
    public async ValueTask AddInlineAsync(PolicyPart part, string ownerId, CancellationToken cancellationToken)
    {
        foreach (var policy in await transaction.ListAsync<InlinePolicy>(InlinePolicy.PrefixOf(account, ownerId), cancellationToken))
        {
            policies.Add(new(part, policy.Name, policy.Document));
        }
    }

    /// <summary>Adds the managed policies that are attached to a user, group or role.</summary>
    public async ValueTask AddAttachedAsync(PolicyPart part, string entityId, CancellationToken cancellationToken)
    {
        foreach (var use in await transaction.AttachmentsOfAsync(entityId, cancellationToken))
        {
            await AddManagedAsync(part, use.PolicyArn, cancellationToken);
        }
    }

    /// <summary>Adds the default version of a managed policy.</summary>
    /// <remarks>A policy that is used cannot be deleted, so that a missing one is a broken store: better no answer than one without it.</remarks>
    public async ValueTask AddManagedAsync(PolicyPart part, string policyArn, CancellationToken cancellationToken)
    {
        var version = await transaction.FindPolicyAsync(account, policyArn, cancellationToken) is { } policy
            ? await transaction.FindVersionAsync(policy, policy.DefaultVersion, cancellationToken)
            : null;
        policies.Add(new(
            part, policyArn, version?.Document ?? throw new System.Diagnostics.UnreachableException($"{policyArn} is in use and does not exist.")));
    }
}
