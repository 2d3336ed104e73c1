using Holdfast.Kernel;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Lists the MFA devices that a user has enabled, or the caller when no user is named.</summary>
internal sealed class ListMFADevices : IOperation<ListMFADevicesRequest, ListMFADevicesResponse>
{
    public ValueTask<Target> TargetAsync(ListMFADevicesRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaOwnerTargetAsync(request.UserName, cancellationToken);

    public async ValueTask<ListMFADevicesResponse> ExecuteAsync(
        ListMFADevicesRequest request, Call call, CancellationToken cancellationToken)
    {
        var owner = await call.MfaOwnerAsync(request.UserName, cancellationToken);
        var prefix = EnabledMfaDevice.PrefixOf(call.Account, owner.Id);
        var page = await IamListing.Of("ListMFADevices/" + prefix, request.Marker, request.MaxItems)
            .ReadAsync<EnabledMfaDevice>(call.Transaction, prefix, cancellationToken);

        return new()
        {
            MFADevices = page.Select(device => new MFADeviceShape
            {
                UserName = owner.UserName!,
                SerialNumber = device.SerialNumber,
                EnableDate = device.EnableDate,
            }).Items,
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }
}
