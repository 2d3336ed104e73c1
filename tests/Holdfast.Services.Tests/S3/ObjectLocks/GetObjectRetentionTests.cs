using Holdfast.Services.S3;
using Holdfast.Services.S3.ObjectLocks;

namespace Holdfast.Services.Tests.S3.ObjectLocks;

public sealed class GetObjectRetentionTests : S3Tests
{
    [Fact]
    public async Task Tells_of_a_version_how_long_it_is_retained()
    {
        await GivenBucketAsync(isLocked: true);
        var first = await PutAsync("k", "1");
        await PutAsync("k", "2");
        var until = World.Now.AddDays(3);
        await World.CallAsync(
            new PutObjectRetention(Permissions), new() { Bucket = Bucket, Key = "k", VersionId = first.VersionId, Retention = new() { Mode = "COMPLIANCE", RetainUntilDate = until } });

        var response = await GetAsync(first.VersionId);

        Assert.Equal(("COMPLIANCE", until), (response.Retention!.Mode, response.Retention.RetainUntilDate!.Value));
        var error = await RefusedAsync("NoSuchObjectLockConfiguration", () => GetAsync());
        Assert.Equal((404, "The specified object does not have a ObjectLock configuration"), (error.Status, error.Message));
    }

    [Fact]
    public async Task Refuses_buckets_without_a_lock_and_objects_that_are_not_there()
    {
        await GivenBucketAsync();
        await PutAsync("k", "1");

        await RefusedAsync("InvalidRequest", () => GetAsync());
        await ChangeBucketAsync(Bucket, bucket => bucket with { Versioning = "Enabled", Lock = new() });
        await RefusedAsync("NoSuchKey", () => World.CallAsync(new GetObjectRetention(), new() { Bucket = Bucket, Key = "other" }));
        await RefusedAsync("InvalidArgument", () => GetAsync("nonsense"));
    }

    private Task<GetObjectRetentionResponse> GetAsync(string? versionId = null)
        => World.CallAsync(new GetObjectRetention(), new() { Bucket = Bucket, Key = "k", VersionId = versionId });
}
