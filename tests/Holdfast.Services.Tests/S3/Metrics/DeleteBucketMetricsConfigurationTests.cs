using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Metrics;

namespace Holdfast.Services.Tests.S3.Metrics;

public sealed class DeleteBucketMetricsConfigurationTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_leaves_the_others()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = "one", MetricsConfiguration = PutBucketMetricsConfigurationTests.Sample("one") });
        await World.CallAsync(new PutBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = "two", MetricsConfiguration = PutBucketMetricsConfigurationTests.Sample("two") });

        await DeleteAsync("one");

        Assert.Equal("two", Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/")).Id);
        Assert.True((await BucketAsync()).Has(ConfigurationKind.Metrics));
        await DeleteAsync("two");
        Assert.False((await BucketAsync()).Has(ConfigurationKind.Metrics));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchConfiguration", () => DeleteAsync("one"));
    }

    private Task DeleteAsync(string id) => World.CallAsync(new DeleteBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = id });
}
