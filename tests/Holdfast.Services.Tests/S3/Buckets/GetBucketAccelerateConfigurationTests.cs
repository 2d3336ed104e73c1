using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class GetBucketAccelerateConfigurationTests : S3Tests
{
    [Fact]
    public async Task Tells_the_status_and_nothing_where_there_never_was_one()
    {
        await GivenBucketAsync();
        Assert.Null((await World.CallAsync(new GetBucketAccelerateConfiguration(), new() { Bucket = Bucket })).Status);

        await ChangeBucketAsync(Bucket, bucket => bucket with { Acceleration = BucketAccelerateStatus.Enabled });

        Assert.Equal(BucketAccelerateStatus.Enabled, (await World.CallAsync(new GetBucketAccelerateConfiguration(), new() { Bucket = Bucket })).Status);
    }
}
