using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.PublicAccessBlocks;

/// <summary>Removes the public access block of a bucket.</summary>
internal sealed class DeletePublicAccessBlock : IOperation<DeletePublicAccessBlockRequest, DeletePublicAccessBlockResponse>
{
    public ValueTask<Target> TargetAsync(DeletePublicAccessBlockRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeletePublicAccessBlockResponse> ExecuteAsync(DeletePublicAccessBlockRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, static bucket => bucket with { PublicAccess = null }, cancellationToken);
        return new();
    }
}
