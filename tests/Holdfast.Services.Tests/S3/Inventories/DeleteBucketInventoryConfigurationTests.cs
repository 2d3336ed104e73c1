using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Inventories;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class DeleteBucketInventoryConfigurationTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_leaves_the_others()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = "one", InventoryConfiguration = PutBucketInventoryConfigurationTests.Sample("one") });
        await World.CallAsync(new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = "two", InventoryConfiguration = PutBucketInventoryConfigurationTests.Sample("two") });

        await DeleteAsync("one");

        Assert.Equal("two", Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/")).Id);
        Assert.True((await BucketAsync()).Has(ConfigurationKind.Inventory));
        await DeleteAsync("two");
        Assert.False((await BucketAsync()).Has(ConfigurationKind.Inventory));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchConfiguration", () => DeleteAsync("one"));
    }

    private Task DeleteAsync(string id) => World.CallAsync(new DeleteBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = id });
}
