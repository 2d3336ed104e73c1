using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Roles;

/// <summary>An IAM role.</summary>
/// <remarks>What hangs on a role (policies, instance profiles, sessions) knows it by its id, so that a role made anew under the name has none of it.</remarks>
internal sealed record Role : IRecord<Role>
{
    /// <summary>The prefix of the unique ids of roles.</summary>
    public const string IdPrefix = "AROA";

    /// <summary>The path under which only roles that are linked to services are made.</summary>
    public const string ReservedPath = "/aws-service-role/";

    /// <summary>The longest that a session may last when nobody said otherwise, in seconds.</summary>
    public const int DefaultSessionSeconds = 3600;

    /// <summary>Finds a role by its unique id.</summary>
    public static RecordIndex<Role> ById { get; } = new("id", role => role.Id);

    /// <inheritdoc/>
    public static RecordType<Role> Type { get; } = new("iam/roles", IamJson.Default.Role, ById);

    /// <summary>The account that the role is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The unique id, <c>AROA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>Who may assume it.</summary>
    public required PrincipalPolicy Trust { get; init; }

    /// <summary>What it is for, in a person's words; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The longest that a session may last, in seconds.</summary>
    public required int MaxSessionSeconds { get; init; }

    /// <summary>The ARN of the managed policy that bounds what the role may do; null for none.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>The service that the role is linked to, such as <c>ecs.amazonaws.com</c>; null for the account's own roles.</summary>
    public string? LinkedService { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Whether the role is linked to a service.</summary>
    [JsonIgnore]
    public bool IsServiceLinked => LinkedService is not null;

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the role of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + IamNames.ForKey(name);

    /// <summary>What the keys of all roles of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a role of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name) => IamArns.Of(partition, account, $"role{path}{name}");
}
