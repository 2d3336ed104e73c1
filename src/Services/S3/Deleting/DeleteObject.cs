using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Deleting;

/// <summary>Deletes an object: in a versioned bucket by a delete marker, or one version for good.</summary>
internal sealed class DeleteObject(IPermissions permissions, IMfaDevices devices) : IOperation<DeleteObjectRequest, DeleteObjectResponse>
{
    public async ValueTask<Target> TargetAsync(DeleteObjectRequest request, Call call, CancellationToken cancellationToken)
        => DeletionOf(request).TargetOf(call, await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken));

    public async ValueTask<DeleteObjectResponse> ExecuteAsync(DeleteObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (bucket.MfaDelete && request.VersionId is not null)
        {
            await MfaCode.DemandAsync(call, bucket, devices, request.MFA, cancellationToken);
        }

        var deleted = await DeletionOf(request).RunAsync(call, permissions, bucket, cancellationToken);
        return new() { VersionId = deleted.VersionId, DeleteMarker = deleted.IsMarker ? true : null };
    }

    private static Deletion DeletionOf(DeleteObjectRequest request) => new(request.Key, request.VersionId)
    {
        ETag = request.IfMatch,
        ModifiedAt = request.IfMatchLastModifiedTime,
        Size = request.IfMatchSize,
        BypassesGovernance = request.BypassGovernanceRetention == true,
    };
}
