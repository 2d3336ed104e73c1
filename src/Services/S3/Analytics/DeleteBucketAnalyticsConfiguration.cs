using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Analytics;

/// <summary>Removes an analysis of storage classes of a bucket.</summary>
internal sealed class DeleteBucketAnalyticsConfiguration : IOperation<DeleteBucketAnalyticsConfigurationRequest, DeleteBucketAnalyticsConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketAnalyticsConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketAnalyticsConfigurationResponse> ExecuteAsync(DeleteBucketAnalyticsConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Analytics, request.Id, cancellationToken);
        return new();
    }
}
