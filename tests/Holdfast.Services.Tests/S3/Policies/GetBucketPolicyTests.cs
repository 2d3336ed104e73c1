using Holdfast.Services.S3.Policies;

namespace Holdfast.Services.Tests.S3.Policies;

public sealed class GetBucketPolicyTests : S3Tests
{
    [Fact]
    public async Task Gives_it_out()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Policy = "{}" });

        Assert.Equal("{}", (await World.CallAsync(new GetBucketPolicy(), new() { Bucket = Bucket })).Policy);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchBucketPolicy", () => World.CallAsync(new GetBucketPolicy(), new() { Bucket = Bucket }));

        Assert.Equal("The bucket policy does not exist", error.Message);
    }
}
