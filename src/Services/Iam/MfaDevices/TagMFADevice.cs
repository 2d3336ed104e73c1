using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Adds tags to a virtual MFA device; a key that it has already gets the new value.</summary>
internal sealed class TagMFADevice : IOperation<TagMFADeviceRequest, TagMFADeviceResponse>
{
    public async ValueTask<Target> TargetAsync(TagMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => (await call.MfaDeviceTargetAsync(request.SerialNumber, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagMFADeviceResponse> ExecuteAsync(TagMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var device = await call.VirtualMfaDeviceAsync(request.SerialNumber, cancellationToken);
        var tags = TagRules.OfVirtualMfaDevices.Put(device.Tags, TagRules.OfVirtualMfaDevices.Read(request.Tags));
        call.Transaction.Replace(device, device with { Tags = tags });
        return new();
    }
}
