using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Which managed policies an account uses, and how.</summary>
internal sealed class PolicyUsage
{
    private readonly Dictionary<string, PolicyUseKinds> _kinds = new(StringComparer.Ordinal);

    private PolicyUsage()
    {
    }

    /// <summary>The ARNs of the policies that are attached to something or bound something.</summary>
    public IReadOnlyCollection<string> Arns => _kinds.Keys;

    /// <summary>Reads it; that costs two short reads for each policy in use, however many users or roles use it.</summary>
    public static async ValueTask<PolicyUsage> ReadAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
    {
        var usage = new PolicyUsage();
        var prefix = account.Value + "/";
        string? after = null;
        while (await transaction.ListAsync<PolicyUse>(prefix, after, 1, cancellationToken) is [var use])
        {
            usage._kinds[use.PolicyArn] = usage._kinds.GetValueOrDefault(use.PolicyArn)
                | (use.Kind == PolicyUseKind.Attached ? PolicyUseKinds.Attached : PolicyUseKinds.Boundary);

            // No id holds a tilde, so this is the end of what one policy is used for in one way.
            after = PolicyUse.PrefixOf(account, use.PolicyId, use.Kind) + "~";
        }

        return usage;
    }

    /// <summary>Says whether a policy is attached to something.</summary>
    public bool IsAttached(string policyArn) => _kinds.GetValueOrDefault(policyArn).HasFlag(PolicyUseKinds.Attached);

    /// <summary>Says whether a policy bounds something.</summary>
    public bool IsBoundary(string policyArn) => _kinds.GetValueOrDefault(policyArn).HasFlag(PolicyUseKinds.Boundary);

    [Flags]
    private enum PolicyUseKinds
    {
        None = 0,
        Attached = 1,
        Boundary = 2,
    }
}
