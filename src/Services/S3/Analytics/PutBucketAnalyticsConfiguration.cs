using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Analytics;

/// <summary>Keeps an analysis of storage classes of a bucket.</summary>
internal sealed class PutBucketAnalyticsConfiguration : IOperation<PutBucketAnalyticsConfigurationRequest, PutBucketAnalyticsConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketAnalyticsConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketAnalyticsConfigurationResponse> ExecuteAsync(PutBucketAnalyticsConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        AnalyticsRules.Check(request.AnalyticsConfiguration);
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Analytics, request.Id, request.AnalyticsConfiguration, request.AnalyticsConfiguration.Id, cancellationToken);
        return new();
    }
}
