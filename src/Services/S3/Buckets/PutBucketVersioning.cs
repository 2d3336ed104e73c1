using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Sets whether a bucket keeps older versions.</summary>
internal sealed class PutBucketVersioning : IOperation<PutBucketVersioningRequest, PutBucketVersioningResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketVersioningRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketVersioningResponse> ExecuteAsync(PutBucketVersioningRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (request.VersioningConfiguration.Status is not (BucketVersioningStatus.Enabled or BucketVersioningStatus.Suspended))
        {
            throw new CommonException("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");
        }

        call.Transaction.Replace(bucket, bucket with { Versioning = request.VersioningConfiguration.Status });
        return new();
    }
}
