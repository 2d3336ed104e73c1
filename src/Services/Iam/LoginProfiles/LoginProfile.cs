using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LoginProfiles;

/// <summary>The console password of a user, with those it had before.</summary>
internal sealed record LoginProfile : IRecord<LoginProfile>
{
    /// <summary>The most former passwords that are remembered: a policy can forbid the last twenty-four, of which the present one is the first.</summary>
    public const int HistoryMax = 23;

    /// <inheritdoc/>
    public static RecordType<LoginProfile> Type { get; } = new("iam/login-profiles", IamJson.Default.LoginProfile);

    /// <summary>The account that the user is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user.</summary>
    public required string OwnerId { get; init; }

    /// <summary>When the user got a password, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>The hash of the password.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>When this password was set, to the second: it expires so many days later.</summary>
    public required DateTimeOffset PasswordSetAt { get; init; }

    /// <summary>Whether the user must set another password at the next sign-in.</summary>
    public required bool IsResetRequired { get; init; }

    /// <summary>The hashes of the passwords before this one, the latest first.</summary>
    public IReadOnlyList<string> FormerHashes { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId);

    /// <summary>The key of the profile of a user.</summary>
    public static string KeyOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}";

    /// <summary>Leaves the hashes out.</summary>
    public override string ToString() => $"LoginProfile {{ {OwnerId} }}";
}
