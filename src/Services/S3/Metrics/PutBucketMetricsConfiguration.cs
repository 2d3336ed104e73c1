using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Metrics;

/// <summary>Keeps a filter of metrics of a bucket.</summary>
internal sealed class PutBucketMetricsConfiguration : IOperation<PutBucketMetricsConfigurationRequest, PutBucketMetricsConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketMetricsConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketMetricsConfigurationResponse> ExecuteAsync(PutBucketMetricsConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        MetricsRules.Check(request.MetricsConfiguration);
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Metrics, request.Id, request.MetricsConfiguration, request.MetricsConfiguration.Id, cancellationToken);
        return new();
    }
}
