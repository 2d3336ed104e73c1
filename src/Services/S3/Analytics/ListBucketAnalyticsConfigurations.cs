using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Analytics;

/// <summary>Lists the configurations of this kind that a bucket has, a hundred at a time.</summary>
internal sealed class ListBucketAnalyticsConfigurations : IOperation<ListBucketAnalyticsConfigurationsRequest, ListBucketAnalyticsConfigurationsResponse>
{
    public ValueTask<Target> TargetAsync(ListBucketAnalyticsConfigurationsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<ListBucketAnalyticsConfigurationsResponse> ExecuteAsync(ListBucketAnalyticsConfigurationsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var (page, next) = await call.ListConfigurationsAsync(bucket, ConfigurationTypes.Analytics, request.ContinuationToken, cancellationToken);
        return new() { AnalyticsConfigurationList = page, IsTruncated = next is not null, ContinuationToken = request.ContinuationToken, NextContinuationToken = next };
    }
}
