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
    // A session without any session policy is not limited, so that one must stand where another was: it speaks of no action, and allows none.
    private const string Nothing = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","NotAction":"*","Resource":"*"}}""";

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
        => policies.Add(new(
            part,
            policyArn,
            await DocumentOfAsync(policyArn, cancellationToken)
                ?? throw new System.Diagnostics.UnreachableException($"{policyArn} is in use and does not exist.")));

    /// <summary>Adds the default version of a managed policy that was passed as a session policy; one that was deleted since allows nothing any more.</summary>
    public async ValueTask AddPassedAsync(string policyArn, CancellationToken cancellationToken)
        => policies.Add(new(PolicyPart.Session, policyArn, await DocumentOfAsync(policyArn, cancellationToken) ?? Nothing));

    private async ValueTask<string?> DocumentOfAsync(string policyArn, CancellationToken cancellationToken)
        => await transaction.FindPolicyAsync(account, policyArn, cancellationToken) is { } policy
            ? (await transaction.FindVersionAsync(policy, policy.DefaultVersion, cancellationToken))?.Document
            : null;
}
