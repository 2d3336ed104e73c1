using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.PublicAccessBlocks;

/// <summary>Sets the public access block of a bucket: what a request leaves out is off.</summary>
internal sealed class PutPublicAccessBlock : IOperation<PutPublicAccessBlockRequest, PutPublicAccessBlockResponse>
{
    public ValueTask<Target> TargetAsync(PutPublicAccessBlockRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutPublicAccessBlockResponse> ExecuteAsync(PutPublicAccessBlockRequest request, Call call, CancellationToken cancellationToken)
    {
        var block = request.PublicAccessBlockConfiguration;
        var after = new PublicAccess(
            block.BlockPublicAcls is true, block.IgnorePublicAcls is true, block.BlockPublicPolicy is true, block.RestrictPublicBuckets is true);
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, bucket => bucket with { PublicAccess = after }, cancellationToken);
        return new();
    }
}
