using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.PublicAccessBlocks;

/// <summary>Gives out the public access block of a bucket.</summary>
internal sealed class GetPublicAccessBlock : IOperation<GetPublicAccessBlockRequest, GetPublicAccessBlockResponse>
{
    public ValueTask<Target> TargetAsync(GetPublicAccessBlockRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetPublicAccessBlockResponse> ExecuteAsync(GetPublicAccessBlockRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var block = bucket.PublicAccess ?? throw ConfigurationErrors.NoPublicAccessBlock(bucket);
        return new()
        {
            PublicAccessBlockConfiguration = new()
            {
                BlockPublicAcls = block.BlockPublicAcls,
                IgnorePublicAcls = block.IgnorePublicAcls,
                BlockPublicPolicy = block.BlockPublicPolicy,
                RestrictPublicBuckets = block.RestrictPublicBuckets,
            },
        };
    }
}
