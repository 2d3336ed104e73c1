using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class GetBucketAbacTests : S3Tests
{
    [Fact]
    public async Task Tells_whether_tags_count()
    {
        await GivenBucketAsync();
        Assert.Equal(BucketAbacStatus.Disabled, (await World.CallAsync(new GetBucketAbac(), new() { Bucket = Bucket })).AbacStatus!.Status);

        await ChangeBucketAsync(Bucket, bucket => bucket with { HasAbac = true });

        Assert.Equal(BucketAbacStatus.Enabled, (await World.CallAsync(new GetBucketAbac(), new() { Bucket = Bucket })).AbacStatus!.Status);
    }
}
