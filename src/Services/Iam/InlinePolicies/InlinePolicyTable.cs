using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.PolicyHolders;
using Holdfast.Store;

namespace Holdfast.Services.Iam.InlinePolicies;

/// <summary>Reads and writes the inline policies of an owner, and owns IAM's words about them.</summary>
internal static class InlinePolicyTable
{
    /// <summary>Finds an inline policy of a user, group or role.</summary>
    /// <exception cref="NoSuchEntityException">The holder has none of that name.</exception>
    public static async ValueTask<InlinePolicy> InlinePolicyAsync(
        this Call call, PolicyHolder holder, string name, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<InlinePolicy>(InlinePolicy.KeyOf(holder.Account, holder.Id, name), cancellationToken)
            ?? throw new NoSuchEntityException($"The {holder.Kind.Word} policy with name {name} cannot be found.");

    /// <summary>Puts an inline policy into a user, group or role, in the place of one of the same name.</summary>
    /// <exception cref="MalformedPolicyDocumentException">The document is not a policy.</exception>
    /// <exception cref="LimitExceededException">The policies of the holder would be too long.</exception>
    public static async ValueTask PutInlinePolicyAsync(
        this Call call, PolicyHolder holder, string name, string document, CancellationToken cancellationToken)
    {
        PolicyDocuments.Check(document);
        var policy = new InlinePolicy { Account = holder.Account, OwnerId = holder.Id, Name = name, Document = document };
        var existing = await call.Transaction.ListAsync<InlinePolicy>(InlinePolicy.PrefixOf(holder.Account, holder.Id), cancellationToken);
        var others = existing.Where(other => other.Name != name).Sum(other => PolicyQuotas.CountCharacters(other.Document));
        if (others + PolicyQuotas.CountCharacters(document) > holder.Kind.InlineCharacters)
        {
            throw new LimitExceededException($"Maximum policy size of {holder.Kind.InlineCharacters} bytes exceeded for {holder}");
        }

        if (existing.FirstOrDefault(other => other.Name == name) is { } before)
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
        var page = await IamListing.Of("ListInlinePolicies/" + prefix, marker, maxItems)
            .ReadAsync<InlinePolicy>(call.Transaction, prefix, cancellationToken);
        return page.Select(policy => policy.Name);
    }
}
