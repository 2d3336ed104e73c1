using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>A virtual MFA device: a seed from which an authenticator makes codes (TOTP, RFC 6238).</summary>
internal sealed record VirtualMfaDevice : IRecord<VirtualMfaDevice>
{
    /// <summary>What the resource part of an ARN starts with.</summary>
    public const string ArnPrefix = "mfa";

    /// <inheritdoc/>
    public static RecordType<VirtualMfaDevice> Type { get; } = new("iam/virtual-mfa-devices", IamJson.Default.VirtualMfaDevice);

    /// <summary>The account that the device is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The partition that the account is in.</summary>
    public required string Partition { get; init; }

    /// <summary>The name, as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>The path; it begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The seed in base 32, sealed and bound to the serial number.</summary>
    public required string SealedSeed { get; init; }

    /// <summary>The unique id of the user that it is assigned to, or the account number for root; null while it is unassigned.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The step of time of the last code that was used: neither it nor an earlier one counts again. Null while none was.</summary>
    public long? LastStep { get; init; }

    /// <summary>How many steps the clock of the authenticator was ahead of ours when its last code was used.</summary>
    public long Drift { get; init; }

    /// <summary>The tags, in the order in which they came.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Path + Name);

    /// <summary>The ARN, which is the serial number of a virtual device.</summary>
    [JsonIgnore]
    public Arn SerialNumber => ArnOf(Partition, Account, Path, Name);

    /// <summary>The key of the device of a path and a name, in any case.</summary>
    public static string KeyOf(AccountId account, string pathAndName) => PrefixOf(account) + IamNames.ForKey(pathAndName)[1..];

    /// <summary>What the keys of all devices of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>The ARN that a device of this name has or would have.</summary>
    public static Arn ArnOf(string partition, AccountId account, string path, string name)
        => IamArns.Of(partition, account, ArnPrefix + path + name);

    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"VirtualMfaDevice {{ {SerialNumber} }}";
}
