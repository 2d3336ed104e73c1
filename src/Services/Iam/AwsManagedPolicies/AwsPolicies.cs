using System.Collections.Concurrent;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Iam.AwsManagedPolicies;

/// <summary>The policies that AWS manages. Nothing of them is read until the first of them is asked for.</summary>
/// <remarks>Their documents are facts and are here; their descriptions are AWS's prose and are not.</remarks>
internal static class AwsPolicies
{
    /// <summary>What stands in their ARNs where others name an account.</summary>
    public const string Owner = "aws";

    private const string HomePartition = "aws";

    private static readonly Lazy<AwsPolicyFile> File = new(AwsPolicyFile.Open);

    // A document stays while somebody uses it; what is compiled from it is kept by whoever judges.
    private static readonly ConcurrentDictionary<int, WeakReference<string>> Documents = new();

    /// <summary>All of them, in AWS's order.</summary>
    public static IReadOnlyList<AwsPolicy> All => File.Value.Policies;

    /// <summary>Finds one by its path and name; null when there is none.</summary>
    public static AwsPolicy? Find(string path, string name) => File.Value.ByName.GetValueOrDefault(path + name);

    /// <summary>Gives the version in force of a policy, as an account has it.</summary>
    public static ManagedPolicyVersion VersionOf(ManagedPolicy policy) => new()
    {
        Account = policy.Account,
        PolicyId = policy.Id,
        Number = policy.DefaultVersion,
        Document = DocumentOf(Find(policy.Path, policy.Name)!, policy.Partition),
        CreateDate = policy.UpdateDate,
    };

    /// <summary>Gives the document of a policy in a partition: elsewhere than at home, the ARNs that it names are of that partition.</summary>
    public static string DocumentOf(AwsPolicy policy, string partition)
    {
        var document = DocumentOf(policy);
        return partition == HomePartition ? document : document.Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal);
    }

    private static string DocumentOf(AwsPolicy policy)
    {
        if (Documents.TryGetValue(policy.Position, out var kept) && kept.TryGetTarget(out var document))
        {
            return document;
        }

        document = File.Value.ReadDocument(policy);
        Documents[policy.Position] = new(document);
        return document;
    }
}
