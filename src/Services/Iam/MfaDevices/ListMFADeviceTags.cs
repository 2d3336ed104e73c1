using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Lists the tags of a virtual MFA device, in the order of their keys.</summary>
internal sealed class ListMFADeviceTags : IOperation<ListMFADeviceTagsRequest, ListMFADeviceTagsResponse>
{
    public ValueTask<Target> TargetAsync(ListMFADeviceTagsRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaDeviceTargetAsync(request.SerialNumber, cancellationToken);

    public async ValueTask<ListMFADeviceTagsResponse> ExecuteAsync(
        ListMFADeviceTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var device = await call.VirtualMfaDeviceAsync(request.SerialNumber, cancellationToken);
        var page = device.Tags.Page(IamListing.Of("ListMFADeviceTags/" + device.SerialNumber.Value, request.Marker, request.MaxItems));
        return new() { Tags = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
