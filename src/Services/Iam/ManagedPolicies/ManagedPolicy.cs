using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>A managed policy; its documents are in its <see cref="ManagedPolicyVersion"/>s.</summary>
/// <remarks>Those of the account are records of the store; one that AWS manages is made from <see cref="AwsPolicies"/> when it is asked for, and never kept.</remarks>
internal sealed record ManagedPolicy : IRecord<ManagedPolicy>
{
    /// <summary>The prefix of the unique ids of managed policies.</summary>
    public const string IdPrefix = "ANPA";

    /// <inheritdoc/>
    public static RecordType<ManagedPolicy> Type { get; } = new("iam/policies", IamJson.Default.ManagedPolicy);

    /// <summary>The account that the policy is in, or that uses one of AWS.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The unique id, <c>ANPA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, in a person's words; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>When its latest version was made.</summary>
    public required DateTimeOffset UpdateDate { get; init; }

    /// <summary>The number of the version in force.</summary>
    public required int DefaultVersion { get; init; }

    /// <summary>The highest number that a version has had: numbers are not used again.</summary>
    public required int LastVersion { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>Whether AWS manages it, and not the account.</summary>
    [JsonIgnore]
    public bool IsOfAws { get; init; }

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => IsOfAws ? new($"arn:{Partition}:iam::{AwsPolicies.Owner}:policy{Path}{Name}") : ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the policy of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + IamNames.ForKey(name);

    /// <summary>What the keys of all policies of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a policy of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name) => IamArns.Of(partition, account, $"policy{path}{name}");

    /// <summary>The id of the version of a number, such as <c>v1</c>.</summary>
    public static string VersionIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number}");

    /// <summary>Makes the record that says that something uses the policy.</summary>
    /// <param name="entityId">The unique id of the user, group or role.</param>
    /// <param name="kind">How it uses the policy.</param>
    public PolicyUse UsedBy(string entityId, PolicyUseKind kind)
        => new() { Account = Account, PolicyId = Id, PolicyArn = Arn.Value, EntityId = entityId, Kind = kind };
}
