using Holdfast.Services.S3;
using Holdfast.Services.S3.Replication;

namespace Holdfast.Services.Tests.S3.Replication;

public sealed class GetBucketReplicationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await GivenBucketAsync("copies", versioning: BucketVersioningStatus.Enabled);
        await World.CallAsync(new PutBucketReplication(), new() { Bucket = Bucket, ReplicationConfiguration = PutBucketReplicationTests.Sample });

        Assert.Equal(PutBucketReplicationTests.Sample.Role, (await World.CallAsync(new GetBucketReplication(), new() { Bucket = Bucket })).ReplicationConfiguration!.Role);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("ReplicationConfigurationNotFoundError", () => World.CallAsync(new GetBucketReplication(), new() { Bucket = Bucket }));

        Assert.Equal("The replication configuration was not found", error.Message);
    }
}
