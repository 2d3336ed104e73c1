using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Checks the codes of MFA devices; implemented by the service that owns identities, asked by STS, the sign-in and S3.</summary>
public interface IMfaDevices
{
    /// <summary>Checks a code of a device that belongs to the caller, and uses it up: the same code is refused a second time.</summary>
    /// <param name="transaction">What the use is written through.</param>
    /// <param name="caller">A root user or an IAM user.</param>
    /// <param name="serialNumber">The serial number of a hardware device, or the ARN of a virtual one.</param>
    /// <param name="code">The six digits; they are compared with the real time, in which authenticators live, however the server's clock was turned.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Whether the device is the caller's, enabled, and the code one of its present ones that was not used.</returns>
    ValueTask<bool> TryUseCodeAsync(
        ITransaction transaction, Caller caller, string serialNumber, string code, CancellationToken cancellationToken);

    /// <summary>The serial numbers of the devices that the principal has enabled; none when it has no MFA.</summary>
    ValueTask<IReadOnlyList<string>> SerialNumbersOfAsync(IReadTransaction transaction, Caller caller, CancellationToken cancellationToken);
}
