using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Users;

/// <summary>An IAM user.</summary>
/// <remarks>What hangs on a user (keys, memberships, policies) is kept under its id, which a new name does not change.</remarks>
internal sealed record User : IRecord<User>
{
    /// <summary>The prefix of the unique ids of users.</summary>
    public const string IdPrefix = "AIDA";

    /// <summary>Finds a user by its unique id.</summary>
    public static RecordIndex<User> ById { get; } = new("id", user => user.Id);

    /// <inheritdoc/>
    public static RecordType<User> Type { get; } = new("iam/users", IamJson.Default.User, ById);

    /// <summary>The account that the user is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The unique id, <c>AIDA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>The ARN of the managed policy that bounds what the user may do; null for none.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>When the user last signed in to the console with a password, to the second; it stays when the password goes. Null for never.</summary>
    public DateTimeOffset? PasswordLastUsed { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the user of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => string.Concat(account.Value, "/", IamNames.ForKey(name));

    /// <summary>What the keys of all users of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a user of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name)
        => new($"arn:{partition}:iam::{account.Value}:user{path}{name}");
}
