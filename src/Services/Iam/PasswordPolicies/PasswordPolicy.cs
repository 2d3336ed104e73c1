using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.PasswordPolicies;

/// <summary>What an account demands of the console passwords of its users; the root user's are not bound by it.</summary>
internal sealed record PasswordPolicy : IRecord<PasswordPolicy>
{
    /// <summary>The shortest password when the request names no length.</summary>
    public const int DefaultMinimumLength = 6;

    /// <inheritdoc/>
    public static RecordType<PasswordPolicy> Type { get; } = new("iam/password-policies", IamJson.Default.PasswordPolicy);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The characters that a password has at least.</summary>
    public required int MinimumLength { get; init; }

    /// <summary>Whether a password must have a symbol.</summary>
    public required bool RequiresSymbols { get; init; }

    /// <summary>Whether a password must have a digit.</summary>
    public required bool RequiresNumbers { get; init; }

    /// <summary>Whether a password must have an upper-case letter.</summary>
    public required bool RequiresUppercase { get; init; }

    /// <summary>Whether a password must have a lower-case letter.</summary>
    public required bool RequiresLowercase { get; init; }

    /// <summary>Whether every user may change their own password without a policy that says so.</summary>
    public required bool AllowsUsersToChange { get; init; }

    /// <summary>The days after which a password expires; null for never.</summary>
    public int? MaxAgeDays { get; init; }

    /// <summary>How many of the last passwords may not come again, the present one among them; null for none.</summary>
    public int? ReusePrevention { get; init; }

    /// <summary>Whether somebody whose password expired needs an administrator to set a new one; null when it was not said.</summary>
    public bool? HardExpiry { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Account.Value;

    /// <summary>Says whether a password has expired.</summary>
    /// <param name="setAt">When it was set.</param>
    /// <param name="now">The instant that is asked about.</param>
    public bool IsExpired(DateTimeOffset setAt, DateTimeOffset now) => MaxAgeDays is { } days && now >= setAt.AddDays(days);
}
