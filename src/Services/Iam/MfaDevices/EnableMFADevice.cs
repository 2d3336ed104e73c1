using Holdfast.Kernel;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Enables a virtual MFA device for a user, who shows by two consecutive codes that the authenticator has its seed.</summary>
/// <remarks>A hardware device is not found here: only its maker and AWS know its seed. Nor is a security key, which is registered by no public operation.</remarks>
internal sealed class EnableMFADevice(ISecretSealer sealer, WallClock clock, IamQuotas quotas)
    : IOperation<EnableMFADeviceRequest, EnableMFADeviceResponse>
{
    public ValueTask<Target> TargetAsync(EnableMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaOwnerTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<EnableMFADeviceResponse> ExecuteAsync(
        EnableMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.MfaOwnerAsync(request.UserName, cancellationToken);
        var device = await call.VirtualMfaDeviceAsync(request.SerialNumber, cancellationToken);
        if (device.OwnerId is not null)
        {
            throw new EntityAlreadyExistsException("MFA Device is already in use.");
        }

        if (!await call.Transaction.HasRoomAsync<EnabledMfaDevice>(
            EnabledMfaDevice.PrefixOf(call.Account, owner.Id), quotas.MfaDevicesPerUser, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for MFADevicesPerUser: {quotas.MfaDevicesPerUser}");
        }

        var used = device.UsePair(device.OpenTotp(sealer), request.AuthenticationCode1, request.AuthenticationCode2, clock.Now);
        call.Transaction.Replace(device, used with { OwnerId = owner.Id });
        call.Transaction.Insert(new EnabledMfaDevice
        {
            Account = call.Account,
            OwnerId = owner.Id,
            SerialNumber = device.SerialNumber.Value,
            EnableDate = call.NowToTheSecond(),
        });
        return new();
    }
}
