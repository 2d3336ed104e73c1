using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Roles;

/// <summary>When a role was last used, and where.</summary>
/// <remarks>Kept apart from the role, so that a use does not collide with those who read the role to be judged by it.</remarks>
internal sealed record RoleLastUse : IRecord<RoleLastUse>
{
    /// <summary>How long a use is told of: "Activity is only reported for the trailing 400 days" (RoleLastUsed).</summary>
    public static readonly TimeSpan Tracked = TimeSpan.FromDays(400);

    /// <inheritdoc/>
    public static RecordType<RoleLastUse> Type { get; } = new("iam/role-last-uses", IamJson.Default.RoleLastUse);

    /// <summary>The account of the role.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the role.</summary>
    public required string RoleId { get; init; }

    /// <summary>When it was used, to the second.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The region of the call.</summary>
    public required string Region { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, RoleId);

    /// <summary>The key of the last use of a role.</summary>
    public static string KeyOf(AccountId account, string roleId) => $"{account.Value}/{roleId}";
}
