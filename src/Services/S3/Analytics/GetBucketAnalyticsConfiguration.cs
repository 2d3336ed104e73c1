using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Analytics;

/// <summary>Gives out an analysis of storage classes of a bucket.</summary>
internal sealed class GetBucketAnalyticsConfiguration : IOperation<GetBucketAnalyticsConfigurationRequest, GetBucketAnalyticsConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketAnalyticsConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketAnalyticsConfigurationResponse> ExecuteAsync(GetBucketAnalyticsConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { AnalyticsConfiguration = await call.NamedConfigurationAsync(bucket, ConfigurationTypes.Analytics, request.Id, cancellationToken) };
    }
}
