using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Roles;

/// <summary>Checks the MFA code that a request brings.</summary>
/// <remarks>
/// It is checked while the target is found, because the judge is asked about <c>aws:MultiFactorAuthPresent</c>; the code is used up with the
/// call's transaction, so that a call that is refused, or runs again, does not cost it.
/// </remarks>
internal static class MfaCheck
{
    /// <summary>Checks a code, if there is one.</summary>
    /// <returns>When MFA was presented: now; null when the request has none.</returns>
    public static async ValueTask<DateTimeOffset?> UseAsync(
        IMfaDevices devices, Call call, string? serialNumber, string? code, CancellationToken cancellationToken)
    {
        if (serialNumber is null && code is null)
        {
            return null;
        }

        if (serialNumber is null || code is null)
        {
            throw StsErrors.Denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
        }

        if (call.Caller.Kind is not (CallerKind.User or CallerKind.Root)
            || !(await devices.SerialNumbersOfAsync(call.Transaction, call.Caller, cancellationToken)).Contains(serialNumber))
        {
            throw StsErrors.Denied(
                "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.");
        }

        // The space at the end is AWS's: clients compare the whole sentence.
        return await devices.TryUseCodeAsync(call.Transaction, call.Caller, serialNumber, code, cancellationToken)
            ? call.Now
            : throw StsErrors.Denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }
}
