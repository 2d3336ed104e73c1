using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Ownership;

/// <summary>Removes the ownership controls of a bucket: writers own what they write.</summary>
internal sealed class DeleteBucketOwnershipControls : IOperation<DeleteBucketOwnershipControlsRequest, DeleteBucketOwnershipControlsResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketOwnershipControlsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketOwnershipControlsResponse> ExecuteAsync(DeleteBucketOwnershipControlsRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, static bucket => bucket with { Ownership = null }, cancellationToken);
        return new();
    }
}
