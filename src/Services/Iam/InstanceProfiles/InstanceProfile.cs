using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>An instance profile: what hands a role to EC2 instances.</summary>
internal sealed record InstanceProfile : IRecord<InstanceProfile>
{
    /// <summary>The prefix of the unique ids of instance profiles.</summary>
    public const string IdPrefix = "AIPA";

    /// <summary>Roles that one may contain: "this quota cannot be increased" (AddRoleToInstanceProfile).</summary>
    public const int RolesMax = 1;

    /// <summary>Finds the instance profiles that contain a role.</summary>
    public static RecordIndex<InstanceProfile> ByRole { get; } = new("role", profile => profile.RoleId);

    /// <inheritdoc/>
    public static RecordType<InstanceProfile> Type { get; } = new("iam/instance-profiles", IamJson.Default.InstanceProfile, ByRole);

    /// <summary>The account that it is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The unique id, <c>AIPA…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>The unique id of the role that it contains; null for none.</summary>
    public string? RoleId { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Name);

    /// <summary>The ARN.</summary>
    [JsonIgnore]
    public Arn Arn => ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the instance profile of a name, in any case.</summary>
    public static string KeyOf(AccountId account, string name) => PrefixOf(account) + IamNames.ForKey(name);

    /// <summary>What the keys of all instance profiles of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that an instance profile of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name)
        => IamArns.Of(partition, account, $"instance-profile{path}{name}");
}
