using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Logging;

/// <summary>Says where the access logs of a bucket go; a request without a target ends them.</summary>
internal sealed class PutBucketLogging : IOperation<PutBucketLoggingRequest, PutBucketLoggingResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketLoggingRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketLoggingResponse> ExecuteAsync(PutBucketLoggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (request.BucketLoggingStatus.LoggingEnabled is not { } logging)
        {
            await call.UnconfigureAsync(bucket, ConfigurationKind.Logging, cancellationToken);
            return new();
        }

        await LoggingRules.CheckAsync(call, bucket, logging, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Logging, logging, cancellationToken);
        return new();
    }
}
