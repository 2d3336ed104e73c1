using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Metrics;

/// <summary>Removes a filter of metrics of a bucket.</summary>
internal sealed class DeleteBucketMetricsConfiguration : IOperation<DeleteBucketMetricsConfigurationRequest, DeleteBucketMetricsConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketMetricsConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketMetricsConfigurationResponse> ExecuteAsync(DeleteBucketMetricsConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Metrics, request.Id, cancellationToken);
        return new();
    }
}
