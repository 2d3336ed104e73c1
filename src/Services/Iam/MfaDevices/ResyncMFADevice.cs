using Holdfast.Kernel;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Learns from two consecutive codes how far the clock of an authenticator is off.</summary>
internal sealed class ResyncMFADevice(ISecretSealer sealer, WallClock clock) : IOperation<ResyncMFADeviceRequest, ResyncMFADeviceResponse>
{
    public ValueTask<Target> TargetAsync(ResyncMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaOwnerTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ResyncMFADeviceResponse> ExecuteAsync(
        ResyncMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.MfaOwnerAsync(request.UserName, cancellationToken);
        await call.EnabledMfaDeviceAsync(owner, request.SerialNumber, cancellationToken);
        var device = await call.VirtualMfaDeviceAsync(request.SerialNumber, cancellationToken);
        var used = device.UsePair(device.OpenTotp(sealer), request.AuthenticationCode1, request.AuthenticationCode2, clock.Now);
        call.Transaction.Replace(device, used);
        return new();
    }
}
