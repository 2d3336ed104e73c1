using Holdfast.Services.S3.Analytics;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Analytics;

public sealed class DeleteBucketAnalyticsConfigurationTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_leaves_the_others()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = "one", AnalyticsConfiguration = PutBucketAnalyticsConfigurationTests.Sample("one") });
        await World.CallAsync(new PutBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = "two", AnalyticsConfiguration = PutBucketAnalyticsConfigurationTests.Sample("two") });

        await DeleteAsync("one");

        Assert.Equal("two", Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/")).Id);
        Assert.True((await BucketAsync()).Has(ConfigurationKind.Analytics));
        await DeleteAsync("two");
        Assert.False((await BucketAsync()).Has(ConfigurationKind.Analytics));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchConfiguration", () => DeleteAsync("one"));
    }

    private Task DeleteAsync(string id) => World.CallAsync(new DeleteBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = id });
}
