using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says whether a bucket exists and may be listed, and where it is.</summary>
internal sealed class HeadBucket : IOperation<HeadBucketRequest, HeadBucketResponse>
{
    public ValueTask<Target> TargetAsync(HeadBucketRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<HeadBucketResponse> ExecuteAsync(HeadBucketRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { BucketRegion = bucket.Region, BucketArn = call.BucketArn(bucket.Name).Value, AccessPointAlias = false };
    }
}
