using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Metrics;

/// <summary>Gives out a filter of metrics of a bucket.</summary>
internal sealed class GetBucketMetricsConfiguration : IOperation<GetBucketMetricsConfigurationRequest, GetBucketMetricsConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketMetricsConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketMetricsConfigurationResponse> ExecuteAsync(GetBucketMetricsConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { MetricsConfiguration = await call.NamedConfigurationAsync(bucket, ConfigurationTypes.Metrics, request.Id, cancellationToken) };
    }
}
