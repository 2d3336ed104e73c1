using Holdfast.Services.S3.Inventories;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class GetBucketInventoryConfigurationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = "one", InventoryConfiguration = PutBucketInventoryConfigurationTests.Sample("one") });

        var response = await World.CallAsync(new GetBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = "one" });

        Assert.Equal(PutBucketInventoryConfigurationTests.Sample(), response.InventoryConfiguration);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchConfiguration", () => World.CallAsync(new GetBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = "one" }));

        Assert.Equal("The specified configuration does not exist.", error.Message);
    }
}
