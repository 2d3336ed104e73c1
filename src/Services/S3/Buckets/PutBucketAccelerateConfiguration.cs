using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Turns transfer acceleration on or off; here no transfer gets faster by it.</summary>
internal sealed class PutBucketAccelerateConfiguration : IOperation<PutBucketAccelerateConfigurationRequest, PutBucketAccelerateConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketAccelerateConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketAccelerateConfigurationResponse> ExecuteAsync(PutBucketAccelerateConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.AccelerateConfiguration.Status is not (BucketAccelerateStatus.Enabled or BucketAccelerateStatus.Suspended))
        {
            throw S3Errors.MalformedXml();
        }

        if (request.Bucket.Contains('.', StringComparison.Ordinal))
        {
            throw S3Errors.InvalidRequest("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        }

        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, bucket => bucket with { Acceleration = request.AccelerateConfiguration.Status }, cancellationToken);
        return new();
    }
}
