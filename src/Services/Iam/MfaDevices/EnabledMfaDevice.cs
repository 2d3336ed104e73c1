using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>An MFA device that a user or the root user has enabled.</summary>
internal sealed record EnabledMfaDevice : IRecord<EnabledMfaDevice>
{
    /// <inheritdoc/>
    public static RecordType<EnabledMfaDevice> Type { get; } = new("iam/enabled-mfa-devices", IamJson.Default.EnabledMfaDevice);

    /// <summary>The account that the owner is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user, or the account number for the root user.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The ARN of a virtual device or of a security key; the serial number of a hardware device.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>When it was enabled, to the second.</summary>
    public required DateTimeOffset EnableDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId, SerialNumber);

    /// <summary>The key of the device of an owner.</summary>
    public static string KeyOf(AccountId account, string ownerId, string serialNumber)
        => PrefixOf(account, ownerId) + IamNames.ForKey(serialNumber);

    /// <summary>What the keys of all devices of an owner start with.</summary>
    public static string PrefixOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}/";

    /// <summary>What the keys of all devices of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";
}
