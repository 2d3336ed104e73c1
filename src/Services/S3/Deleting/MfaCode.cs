using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Deleting;

/// <summary>Checks the code of an MFA device in the header <c>x-amz-mfa</c> (S3 User Guide, "Configuring MFA delete").</summary>
internal static class MfaCode
{
    /// <summary>Demands a code of a device of the root user who owns the bucket, and uses it up.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="devices">Checks codes.</param>
    /// <param name="header">The serial number of the device, a space and the code; null when the request has none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask DemandAsync(Call call, StoredBucket bucket, IMfaDevices devices, string? header, CancellationToken cancellationToken)
    {
        if (call.Caller.Kind != CallerKind.Root || call.Caller.Account != bucket.Account)
        {
            throw new CommonException("AccessDenied", 403, "This operation may only be performed by the bucket owner");
        }

        if (header is null)
        {
            throw new CommonException("AccessDenied", 403, "Mfa Authentication must be used for this request");
        }

        if (header.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var serial, var code]
            || !await devices.TryUseCodeAsync(call.Transaction, call.Caller, serial, code, cancellationToken))
        {
            throw S3Errors.AccessDenied();
        }
    }
}
