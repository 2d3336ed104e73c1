using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says whether the tags of a bucket count in policies.</summary>
internal sealed class GetBucketAbac : IOperation<GetBucketAbacRequest, GetBucketAbacResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketAbacRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketAbacResponse> ExecuteAsync(GetBucketAbacRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { AbacStatus = new() { Status = bucket.HasAbac ? BucketAbacStatus.Enabled : BucketAbacStatus.Disabled } };
    }
}
