using Holdfast.Services.S3.Metrics;

namespace Holdfast.Services.Tests.S3.Metrics;

public sealed class GetBucketMetricsConfigurationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = "one", MetricsConfiguration = PutBucketMetricsConfigurationTests.Sample("one") });

        var response = await World.CallAsync(new GetBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = "one" });

        Assert.Equal(PutBucketMetricsConfigurationTests.Sample(), response.MetricsConfiguration);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchConfiguration", () => World.CallAsync(new GetBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = "one" }));

        Assert.Equal("The specified configuration does not exist.", error.Message);
    }
}
