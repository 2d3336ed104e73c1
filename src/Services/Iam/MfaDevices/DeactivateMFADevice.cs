using Holdfast.Kernel;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Takes an MFA device from a user; a virtual one is unassigned afterwards and stays.</summary>
internal sealed class DeactivateMFADevice : IOperation<DeactivateMFADeviceRequest, DeactivateMFADeviceResponse>
{
    public ValueTask<Target> TargetAsync(DeactivateMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaOwnerTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<DeactivateMFADeviceResponse> ExecuteAsync(
        DeactivateMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.MfaOwnerAsync(request.UserName, cancellationToken);
        call.Transaction.Delete(await call.EnabledMfaDeviceAsync(owner, request.SerialNumber, cancellationToken));
        if (await call.FindVirtualMfaDeviceAsync(request.SerialNumber, cancellationToken) is { } device)
        {
            call.Transaction.Replace(device, device with { OwnerId = null });
        }

        return new();
    }
}
