using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.PublicAccessBlocks;

namespace Holdfast.Services.Tests.S3.PublicAccessBlocks;

public sealed class PutPublicAccessBlockTests : S3Tests
{
    [Fact]
    public async Task Sets_what_it_is_told_and_turns_the_rest_off()
    {
        await GivenBucketAsync();

        await World.CallAsync(new PutPublicAccessBlock(), new() { Bucket = Bucket, PublicAccessBlockConfiguration = new() { IgnorePublicAcls = true, BlockPublicPolicy = false } });

        Assert.Equal(new PublicAccess(BlockPublicAcls: false, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false), (await BucketAsync()).PublicAccess);
    }

    [Fact]
    public async Task Refuses_a_bucket_that_there_is_not()
        => await RefusedAsync("NoSuchBucket", () => World.CallAsync(new PutPublicAccessBlock(), new() { Bucket = Bucket, PublicAccessBlockConfiguration = new() }));
}
