using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Inventories;

/// <summary>Removes an inventory of a bucket.</summary>
internal sealed class DeleteBucketInventoryConfiguration : IOperation<DeleteBucketInventoryConfigurationRequest, DeleteBucketInventoryConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketInventoryConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketInventoryConfigurationResponse> ExecuteAsync(DeleteBucketInventoryConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Inventory, request.Id, cancellationToken);
        return new();
    }
}
