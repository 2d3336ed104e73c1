using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Inventories;

/// <summary>Lists the configurations of this kind that a bucket has, a hundred at a time.</summary>
internal sealed class ListBucketInventoryConfigurations : IOperation<ListBucketInventoryConfigurationsRequest, ListBucketInventoryConfigurationsResponse>
{
    public ValueTask<Target> TargetAsync(ListBucketInventoryConfigurationsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<ListBucketInventoryConfigurationsResponse> ExecuteAsync(ListBucketInventoryConfigurationsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var (page, next) = await call.ListConfigurationsAsync(bucket, ConfigurationTypes.Inventory, request.ContinuationToken, cancellationToken);
        return new() { InventoryConfigurationList = page, IsTruncated = next is not null, ContinuationToken = request.ContinuationToken, NextContinuationToken = next };
    }
}
