using Holdfast.Services.S3.Analytics;

namespace Holdfast.Services.Tests.S3.Analytics;

public sealed class GetBucketAnalyticsConfigurationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = "one", AnalyticsConfiguration = PutBucketAnalyticsConfigurationTests.Sample("one") });

        var response = await World.CallAsync(new GetBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = "one" });

        Assert.Equal(PutBucketAnalyticsConfigurationTests.Sample(), response.AnalyticsConfiguration);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchConfiguration", () => World.CallAsync(new GetBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = "one" }));

        Assert.Equal("The specified configuration does not exist.", error.Message);
    }
}
