using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Inventories;
using Holdfast.Services.Tests.S3.Configurations;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Inventories;

/// <summary>Inventories of buckets.</summary>
internal sealed class InventoryConfigurations : INamedConfigurations
{
    public string Kind => ConfigurationKind.Inventory;

    public static InventoryConfigurationShape Sample(string id = "one")
        => new() { Id = id, IsEnabled = true, IncludedObjectVersions = InventoryIncludedObjectVersions.Current, Schedule = new() { Frequency = InventoryFrequency.Daily }, Destination = new() { S3BucketDestination = new() { Bucket = "arn:aws:s3:::reports", Format = InventoryFormat.CSV } } };

    object INamedConfigurations.Sample(string id) => Sample(id);

    public object Open(BucketConfiguration kept) => ConfigurationTypes.Inventory.Open(kept);

    public Task PutAsync(World world, string bucket, string id, string ownId) => world.CallAsync(
        new PutBucketInventoryConfiguration(), new() { Bucket = bucket, Id = id, InventoryConfiguration = Sample(ownId) });

    public async Task<object?> GetAsync(World world, string bucket, string id)
        => (await world.CallAsync(new GetBucketInventoryConfiguration(), new() { Bucket = bucket, Id = id })).InventoryConfiguration;

    public Task DeleteAsync(World world, string bucket, string id)
        => world.CallAsync(new DeleteBucketInventoryConfiguration(), new() { Bucket = bucket, Id = id });

    public async Task<ConfigurationPage> ListAsync(World world, string bucket, string? token)
    {
        var page = await world.CallAsync(new ListBucketInventoryConfigurations(), new() { Bucket = bucket, ContinuationToken = token });
        return new([.. page.InventoryConfigurationList!.Select(static one => one.Id)], page.IsTruncated, page.NextContinuationToken);
    }
}
