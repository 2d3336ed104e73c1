using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Lists the virtual MFA devices of the account with those whom they are assigned to, in the order of path and name; without seeds and tags.</summary>
internal sealed class ListVirtualMFADevices : IOperation<ListVirtualMFADevicesRequest, ListVirtualMFADevicesResponse>
{
    public ValueTask<Target> TargetAsync(ListVirtualMFADevicesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListVirtualMFADevicesResponse> ExecuteAsync(
        ListVirtualMFADevicesRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = VirtualMfaDevice.PrefixOf(call.Account);
        var status = request.AssignmentStatus ?? AssignmentStatusType.Any;
        var listing = IamListing.Of($"ListVirtualMFADevices/{prefix}{status}", request.Marker, request.MaxItems);
        var page = status == AssignmentStatusType.Any
            ? await listing.ReadAsync<VirtualMfaDevice>(call.Transaction, prefix, cancellationToken)
            : await listing.ReadAsync<VirtualMfaDevice>(
                call.Transaction, prefix, device => device.OwnerId is not null == (status == AssignmentStatusType.Assigned), cancellationToken);

        var devices = new List<VirtualMFADeviceShape>(page.Items.Count);
        foreach (var device in page.Items)
        {
            devices.Add(await ShapeOfAsync(device, call, cancellationToken));
        }

        return new() { VirtualMFADevices = devices, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }

    private static async ValueTask<VirtualMFADeviceShape> ShapeOfAsync(VirtualMfaDevice device, Call call, CancellationToken cancellationToken)
    {
        var shape = new VirtualMFADeviceShape { SerialNumber = device.SerialNumber.Value };
        if (device.OwnerId is not { } ownerId)
        {
            return shape;
        }

        var enabled = await call.Transaction.FindAsync<EnabledMfaDevice>(
            EnabledMfaDevice.KeyOf(call.Account, ownerId, shape.SerialNumber), cancellationToken);
        return shape with
        {
            User = ownerId == call.Account.Value
                ? (await call.AccountAsync(cancellationToken)).ToUserShape()
                : (await call.Transaction.FindUserByIdAsync(ownerId, cancellationToken))?.ToListedShape(),
            EnableDate = enabled?.EnableDate,
        };
    }
}
