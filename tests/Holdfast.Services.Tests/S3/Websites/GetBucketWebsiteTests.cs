using Holdfast.Services.S3.Websites;

namespace Holdfast.Services.Tests.S3.Websites;

public sealed class GetBucketWebsiteTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketWebsite(), new() { Bucket = Bucket, WebsiteConfiguration = PutBucketWebsiteTests.Sample });

        var response = await World.CallAsync(new GetBucketWebsite(), new() { Bucket = Bucket });

        Assert.Equal(("index.html", "error.html"), (response.IndexDocument!.Suffix, response.ErrorDocument!.Key));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchWebsiteConfiguration", () => World.CallAsync(new GetBucketWebsite(), new() { Bucket = Bucket }));

        Assert.Equal("The specified bucket does not have a website configuration", error.Message);
    }
}
