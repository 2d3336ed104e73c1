using Holdfast.Kernel;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Deletes a virtual MFA device that nobody has enabled.</summary>
internal sealed class DeleteVirtualMFADevice : IOperation<DeleteVirtualMFADeviceRequest, DeleteVirtualMFADeviceResponse>
{
    public ValueTask<Target> TargetAsync(DeleteVirtualMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => call.MfaDeviceTargetAsync(request.SerialNumber, cancellationToken);

    public async ValueTask<DeleteVirtualMFADeviceResponse> ExecuteAsync(
        DeleteVirtualMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var device = await call.VirtualMfaDeviceAsync(request.SerialNumber, cancellationToken);
        if (device.OwnerId is not null)
        {
            throw new DeleteConflictException("MFA VirtualDevice in use. Must deactivate first.");
        }

        call.Transaction.Delete(device);
        return new();
    }
}
