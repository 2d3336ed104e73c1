namespace Holdfast.Services.Tests.S3.Configurations;

/// <summary>Listing configurations with ids, of whatever kind.</summary>
public abstract class ListNamedConfigurationsTests : NamedConfigurationTests
{
    [Fact]
    public async Task Lists_a_hundred_at_a_time_in_the_order_of_their_ids()
    {
        await GivenBucketAsync();
        for (var i = 100; i >= 0; i--)
        {
            await PutAsync($"id{i:000}");
        }

        var first = await Configurations.ListAsync(World, Bucket, token: null);
        var second = await Configurations.ListAsync(World, Bucket, first.Next);

        Assert.Equal(Enumerable.Range(0, 100).Select(static i => $"id{i:000}"), first.Ids);
        Assert.True(first.IsTruncated);
        Assert.Equal("id100", Assert.Single(second.Ids));
        Assert.False(second.IsTruncated);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Refuses_a_token_that_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => Configurations.ListAsync(World, Bucket, "?"));
    }
}
