using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Replication;

namespace Holdfast.Services.Tests.S3.Replication;

public sealed class DeleteBucketReplicationTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_does_not_mind_when_it_is_gone()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await GivenBucketAsync("copies", versioning: BucketVersioningStatus.Enabled);
        await World.CallAsync(new PutBucketReplication(), new() { Bucket = Bucket, ReplicationConfiguration = PutBucketReplicationTests.Sample });

        await World.CallAsync(new DeleteBucketReplication(), new() { Bucket = Bucket });
        await World.CallAsync(new DeleteBucketReplication(), new() { Bucket = Bucket });

        Assert.False((await BucketAsync()).Has(ConfigurationKind.Replication));
    }
}
