using Holdfast.Services.S3.PublicAccessBlocks;

namespace Holdfast.Services.Tests.S3.PublicAccessBlocks;

public sealed class GetPublicAccessBlockTests : S3Tests
{
    [Fact]
    public async Task Tells_that_a_new_bucket_blocks_all()
    {
        await GivenBucketAsync();

        var block = (await World.CallAsync(new GetPublicAccessBlock(), new() { Bucket = Bucket })).PublicAccessBlockConfiguration!;

        Assert.True(block.BlockPublicAcls & block.IgnorePublicAcls & block.BlockPublicPolicy & block.RestrictPublicBuckets);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { PublicAccess = null });

        var error = await RefusedAsync("NoSuchPublicAccessBlockConfiguration", () => World.CallAsync(new GetPublicAccessBlock(), new() { Bucket = Bucket }));

        Assert.Equal("The public access block configuration was not found", error.Message);
    }
}
