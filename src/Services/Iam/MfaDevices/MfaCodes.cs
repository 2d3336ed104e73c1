using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Checks the codes of MFA devices against their seeds.</summary>
/// <param name="sealer">Opens the seeds.</param>
/// <param name="clock">The real clock, by which authenticators make their codes.</param>
public sealed class MfaCodes(ISecretSealer sealer, WallClock clock) : IMfaDevices
{
    /// <summary>How many steps of thirty seconds a code may be off from where the authenticator's clock was last seen.</summary>
    private const int Window = 1;

    /// <inheritdoc/>
    public async ValueTask<bool> TryUseCodeAsync(
        ITransaction transaction, Caller caller, string serialNumber, string code, CancellationToken cancellationToken)
    {
        if (await OwnerIdAsync(transaction, caller, cancellationToken) is not { } ownerId
            || await transaction.FindAsync<EnabledMfaDevice>(EnabledMfaDevice.KeyOf(caller.Account, ownerId, serialNumber), cancellationToken) is null
            || await FindVirtualAsync(transaction, caller, serialNumber, cancellationToken) is not { } device)
        {
            return false;
        }

        var now = Totp.StepOf(clock.Now);
        if (device.OpenTotp(sealer).Find(code, now + device.Drift, Window, device.LastStep) is not { } step)
        {
            return false;
        }

        transaction.Replace(device, device with { LastStep = step, Drift = step - now });
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> SerialNumbersOfAsync(
        IReadTransaction transaction, Caller caller, CancellationToken cancellationToken)
    {
        if (await OwnerIdAsync(transaction, caller, cancellationToken) is not { } ownerId)
        {
            return [];
        }

        var devices = await transaction.ListAsync<EnabledMfaDevice>(EnabledMfaDevice.PrefixOf(caller.Account, ownerId), cancellationToken);
        return [.. devices.Select(device => device.SerialNumber)];
    }

    // The user is found by name, as everywhere: the unique id that a caller shows may be that of a session.
    private static async ValueTask<string?> OwnerIdAsync(IReadTransaction transaction, Caller caller, CancellationToken cancellationToken)
        => caller switch
        {
            { Kind: CallerKind.Root } => caller.Account.Value,
            { Kind: CallerKind.User, UserName: { } name } => (await transaction.FindUserAsync(caller.Account, name, cancellationToken))?.Id,
            _ => null,
        };

    private static async ValueTask<VirtualMfaDevice?> FindVirtualAsync(
        IReadTransaction transaction, Caller caller, string serialNumber, CancellationToken cancellationToken)
        => serialNumber.Split(':', 3) is [_, var partition, _]
            && MfaDeviceTable.PathAndNameOf(serialNumber, partition, caller.Account) is { } pathAndName
                ? await transaction.FindAsync<VirtualMfaDevice>(VirtualMfaDevice.KeyOf(caller.Account, pathAndName), cancellationToken)
                : null;
}
