using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Turns on or off that the tags of a bucket count in policies.</summary>
internal sealed class PutBucketAbac : IOperation<PutBucketAbacRequest, PutBucketAbacResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketAbacRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketAbacResponse> ExecuteAsync(PutBucketAbacRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.AbacStatus.Status is not (BucketAbacStatus.Enabled or BucketAbacStatus.Disabled))
        {
            throw S3Errors.MalformedXml();
        }

        var isOn = request.AbacStatus.Status == BucketAbacStatus.Enabled;
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, bucket => bucket with { HasAbac = isOn }, cancellationToken);
        return new();
    }
}
