using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Finds MFA devices and their owners, and owns IAM's words about them.</summary>
internal static class MfaDeviceTable
{
    /// <summary>The user name by which the root user speaks of itself where a user must be named.</summary>
    /// <remarks>No operation of AWS enables a device of the root user, only its console. Here the root user's own call does; for it, the name is never an IAM user's.</remarks>
    public const string RootName = "root";

    /// <summary>How many steps of thirty seconds two consecutive codes may be off: half an hour.</summary>
    public const int PairWindow = 60;

    /// <summary>Names whose devices are acted on.</summary>
    public static ValueTask<Target> MfaOwnerTargetAsync(this Call call, string? userName, CancellationToken cancellationToken)
        => call.IsRootItself(userName)
            ? new(new Target(IamAccount.RootArnOf(call.Partition.Name, call.Account)))
            : call.SubjectTargetAsync(userName, cancellationToken);

    /// <summary>Finds whose devices an operation is about.</summary>
    /// <exception cref="NoSuchEntityException">There is no such user.</exception>
    public static ValueTask<Subject> MfaOwnerAsync(this Call call, string? userName, CancellationToken cancellationToken)
        => call.IsRootItself(userName)
            ? new(new Subject(call.Account.Value, User: null))
            : call.SubjectAsync(userName, cancellationToken);

    /// <summary>Names a virtual device as what is acted on, with its tags.</summary>
    public static async ValueTask<Target> MfaDeviceTargetAsync(this Call call, string serialNumber, CancellationToken cancellationToken)
        => await call.FindVirtualMfaDeviceAsync(serialNumber, cancellationToken) is { } device
            ? new Target(device.SerialNumber) { Context = device.Tags.GlobalResourceKeys() }
            : new Target(Arn.TryParse(serialNumber, provider: null, out var arn) ? arn : call.IamArn($"{VirtualMfaDevice.ArnPrefix}/{serialNumber}"));

    /// <summary>Finds a virtual device of the account.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static async ValueTask<VirtualMfaDevice> VirtualMfaDeviceAsync(this Call call, string serialNumber, CancellationToken cancellationToken)
        => await call.FindVirtualMfaDeviceAsync(serialNumber, cancellationToken)
            ?? throw new NoSuchEntityException($"VirtualMFADevice with serial number {serialNumber} does not exist.");

    /// <summary>Finds a virtual device of the account; null when there is none.</summary>
    public static async ValueTask<VirtualMfaDevice?> FindVirtualMfaDeviceAsync(
        this Call call, string serialNumber, CancellationToken cancellationToken)
        => PathAndNameOf(serialNumber, call.Partition.Name, call.Account) is { } pathAndName
            ? await call.Transaction.FindAsync<VirtualMfaDevice>(VirtualMfaDevice.KeyOf(call.Account, pathAndName), cancellationToken)
            : null;

    /// <summary>Finds a device that its owner has enabled.</summary>
    /// <exception cref="NoSuchEntityException">It is not enabled, or for somebody else.</exception>
    public static async ValueTask<EnabledMfaDevice> EnabledMfaDeviceAsync(
        this Call call, Subject owner, string serialNumber, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<EnabledMfaDevice>(
            EnabledMfaDevice.KeyOf(call.Account, owner.Id, serialNumber), cancellationToken)
            ?? throw new NoSuchEntityException("MFA Device invalid for user.");

    /// <summary>Reads the seed of a device.</summary>
    public static Totp OpenTotp(this VirtualMfaDevice device, ISecretSealer sealer)
        => new(Base32.Decode(sealer.Open(device.SealedSeed, device.SerialNumber.Value)));

    /// <summary>Uses two consecutive codes of a device, and learns from them how its clock drifts.</summary>
    /// <exception cref="InvalidAuthenticationCodeException">They are not two codes in a row of about this time, or were used before.</exception>
    public static VirtualMfaDevice UsePair(this VirtualMfaDevice device, Totp totp, string first, string second, DateTimeOffset realNow)
    {
        var expected = Totp.StepOf(realNow);
        return totp.FindPair(first, second, expected, PairWindow, device.LastStep) is { } step
            ? device with { LastStep = step, Drift = step - expected }
            : throw new InvalidAuthenticationCodeException("Authentication code for device is not valid.");
    }

    /// <summary>Gives the path and the name in the serial number of a virtual device; null when it is not one of the account.</summary>
    public static string? PathAndNameOf(string serialNumber, string partition, AccountId account)
    {
        var prefix = IamArns.Of(partition, account, VirtualMfaDevice.ArnPrefix).Value;
        return serialNumber.Length > prefix.Length + 1
            && serialNumber.StartsWith(prefix, StringComparison.Ordinal)
            && serialNumber[prefix.Length] == '/'
                ? serialNumber[prefix.Length..]
                : null;
    }

    private static bool IsRootItself(this Call call, string? userName) => userName == RootName && call.Caller.Kind == CallerKind.Root;
}
