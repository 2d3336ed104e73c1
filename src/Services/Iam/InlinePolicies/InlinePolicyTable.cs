using Holdfast.Kernel;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.Paging;
using Holdfast.Store;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Reads and writes the inline policies of an owner, and owns IAM's words about them.</summary>
internal static class InlinePolicyTable
{
    /// <summary>Finds an inline policy.</summary>
    /// <param name="call">The call.</param>
    /// <param name="kind">The kind of owner as messages name it, such as <c>user</c>.</param>
    /// <param name="ownerId">The unique id of the owner.</param>
    /// <param name="name">The name of the policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NoSuchEntityException">The owner has none of that name.</exception>
    public static async ValueTask<InlinePolicy> InlinePolicyAsync(
        this Call call, string kind, string ownerId, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<InlinePolicy>(InlinePolicy.KeyOf(call.Account, ownerId, name), cancellationToken)
            ?? throw new NoSuchEntityException($"The {kind} policy with name {name} cannot be found.");

    /// <summary>Puts an inline policy, in the place of one of the same name.</summary>
    /// <param name="call">The call.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="owner">The owner as messages name it, such as <c>user alice</c>.</param>
    /// <param name="quota">Characters that all policies of the owner may have together.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MalformedPolicyDocumentException">The document is not a policy.</exception>
    /// <exception cref="LimitExceededException">The policies of the owner would be too long.</exception>
    public static async ValueTask PutInlinePolicyAsync(
        this Call call, InlinePolicy policy, string owner, int quota, CancellationToken cancellationToken)
    {
        PolicyDocuments.Check(policy.Document);
        var existing = await call.Transaction.ListAsync<InlinePolicy>(
            InlinePolicy.PrefixOf(policy.Account, policy.OwnerId), cancellationToken);
        var others = existing.Where(other => other.Name != policy.Name).Sum(other => PolicyQuotas.CountCharacters(other.Document));
        if (others + PolicyQuotas.CountCharacters(policy.Document) > quota)
        {
            throw new LimitExceededException($"Maximum policy size of {quota} bytes exceeded for {owner}");
        }

        if (existing.FirstOrDefault(other => other.Name == policy.Name) is { } before)
        {
            call.Transaction.Replace(before, policy);
        }
        else
        {
            call.Transaction.Insert(policy);
        }
    }

    /// <summary>Gives a page of the names of an owner's inline policies.</summary>
    public static async ValueTask<Page<string>> PageOfInlinePoliciesAsync(
        this Call call, string ownerId, string? marker, int? maxItems, CancellationToken cancellationToken)
    {
        var prefix = InlinePolicy.PrefixOf(call.Account, ownerId);
        var page = await new Listing("ListInlinePolicies/" + prefix, marker, maxItems)
            .ReadAsync<InlinePolicy>(call.Transaction, prefix, cancellationToken);
        return page.Select(policy => policy.Name);
    }
}
