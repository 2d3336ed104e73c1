using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Inventories;

/// <summary>Keeps an inventory of a bucket.</summary>
internal sealed class PutBucketInventoryConfiguration : IOperation<PutBucketInventoryConfigurationRequest, PutBucketInventoryConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketInventoryConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(
            request.Bucket,
            request.ExpectedBucketOwner,
            cancellationToken,
            request.InventoryConfiguration.OptionalFields is { Count: > 0 } fields
                ? [new ConditionKey("s3:InventoryAccessibleOptionalFields", fields, IsMultivalued: true)]
                : []);

    public async ValueTask<PutBucketInventoryConfigurationResponse> ExecuteAsync(PutBucketInventoryConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        InventoryRules.Check(request.InventoryConfiguration);
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Inventory, request.Id, request.InventoryConfiguration, request.InventoryConfiguration.Id, cancellationToken);
        return new();
    }
}
