using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Inventories;

/// <summary>Gives out an inventory of a bucket.</summary>
internal sealed class GetBucketInventoryConfiguration : IOperation<GetBucketInventoryConfigurationRequest, GetBucketInventoryConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketInventoryConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketInventoryConfigurationResponse> ExecuteAsync(GetBucketInventoryConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { InventoryConfiguration = await call.NamedConfigurationAsync(bucket, ConfigurationTypes.Inventory, request.Id, cancellationToken) };
    }
}
