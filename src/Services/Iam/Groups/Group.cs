using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Groups;

/// <summary>An IAM group.</summary>
internal sealed record Group : IRecord<Group>
{
    /// <summary>The prefix of the unique ids of groups.</summary>
    public const string IdPrefix = "AGPA";

    /// <summary>Finds a group by its unique id.</summary>
    public static RecordIndex<Group> ById { get; } = new("id", group => group.Id);

    /// <inheritdoc/>
    public static RecordType<Group> Type { get; } = new("iam/groups", IamJson.Default.Group, ById);

    /// <summary>The account that the group is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The unique id, <c>AGPA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the group of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + IamNames.ForKey(name);

    /// <summary>What the keys of all groups of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a group of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name) => IamArns.Of(partition, account, $"group{path}{name}");
}
