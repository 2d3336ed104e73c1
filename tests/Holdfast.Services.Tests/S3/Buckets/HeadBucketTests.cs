using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class HeadBucketTests : S3Tests
{
    [Fact]
    public async Task Tells_the_region()
    {
        await GivenBucketAsync();

        var response = await World.CallAsync(new HeadBucket(), new() { Bucket = Bucket });

        Assert.Equal(("us-east-1", "arn:aws:s3:::evidence"), (response.BucketRegion, response.BucketArn));
    }

    [Fact]
    public async Task Refuses_another_owner_than_the_one_that_is_expected()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchBucket", () => World.CallAsync(new HeadBucket(), new() { Bucket = "other" }));
        await RefusedAsync("AccessDenied", () => World.CallAsync(new HeadBucket(), new() { Bucket = Bucket, ExpectedBucketOwner = "444455556666" }));
    }
}
