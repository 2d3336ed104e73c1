using Holdfast.Kernel;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Tells about an MFA device of a user, or of the caller when no user is named.</summary>
internal sealed class GetMFADevice : IOperation<GetMFADeviceRequest, GetMFADeviceResponse>
{
    public ValueTask<Target> TargetAsync(GetMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaOwnerTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<GetMFADeviceResponse> ExecuteAsync(
        GetMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.MfaOwnerAsync(request.UserName, cancellationToken);
        var device = await call.EnabledMfaDeviceAsync(owner, request.SerialNumber, cancellationToken);

        // Only security keys have certifications.
        return new() { UserName = owner.UserName, SerialNumber = device.SerialNumber, EnableDate = device.EnableDate };
    }
}
