using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Logging;

/// <summary>Says where the access logs of a bucket go.</summary>
internal sealed class GetBucketLogging : IOperation<GetBucketLoggingRequest, GetBucketLoggingResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketLoggingRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketLoggingResponse> ExecuteAsync(GetBucketLoggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { LoggingEnabled = await call.FindConfigurationAsync(bucket, ConfigurationTypes.Logging, cancellationToken) };
    }
}
