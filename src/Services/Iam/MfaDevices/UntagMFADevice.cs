using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Takes tags from a virtual MFA device; keys that it does not have are passed over.</summary>
internal sealed class UntagMFADevice : IOperation<UntagMFADeviceRequest, UntagMFADeviceResponse>
{
    public async ValueTask<Target> TargetAsync(UntagMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => (await call.MfaDeviceTargetAsync(request.SerialNumber, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagMFADeviceResponse> ExecuteAsync(
        UntagMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var device = await call.VirtualMfaDeviceAsync(request.SerialNumber, cancellationToken);
        var tags = TagRules.OfVirtualMfaDevices.Remove(device.Tags, request.TagKeys);
        if (tags.Count < device.Tags.Count)
        {
            call.Transaction.Replace(device, device with { Tags = tags });
        }

        return new();
    }
}
