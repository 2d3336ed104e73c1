using Holdfast.Services.S3.Inventories;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class ListBucketInventoryConfigurationsTests : S3Tests
{
    [Fact]
    public async Task Lists_a_hundred_at_a_time_in_the_order_of_their_ids()
    {
        await GivenBucketAsync();
        for (var i = 0; i < 101; i++)
        {
            await World.CallAsync(new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = $"id{i:000}", InventoryConfiguration = PutBucketInventoryConfigurationTests.Sample($"id{i:000}") });
        }

        var first = await World.CallAsync(new ListBucketInventoryConfigurations(), new() { Bucket = Bucket });
        var second = await World.CallAsync(new ListBucketInventoryConfigurations(), new() { Bucket = Bucket, ContinuationToken = first.NextContinuationToken });

        Assert.Equal(100, first.InventoryConfigurationList!.Count);
        Assert.True(first.IsTruncated);
        Assert.Equal("id100", Assert.Single(second.InventoryConfigurationList!).Id);
        Assert.False(second.IsTruncated);
        Assert.Null(second.NextContinuationToken);
    }

    [Fact]
    public async Task Refuses_a_token_that_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => World.CallAsync(new ListBucketInventoryConfigurations(), new() { Bucket = Bucket, ContinuationToken = "?" }));
    }
}
