using Holdfast.Services.S3.Cors;

namespace Holdfast.Services.Tests.S3.Cors;

public sealed class GetBucketCorsTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketCors(), new() { Bucket = Bucket, CORSConfiguration = new() { CORSRules = [PutBucketCorsTests.Sample] } });

        Assert.Equal(PutBucketCorsTests.Sample, Assert.Single((await World.CallAsync(new GetBucketCors(), new() { Bucket = Bucket })).CORSRules!));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchCORSConfiguration", () => World.CallAsync(new GetBucketCors(), new() { Bucket = Bucket }));

        Assert.Equal("The CORS configuration does not exist", error.Message);
    }
}
