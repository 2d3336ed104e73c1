using Holdfast.Services.S3;
using Holdfast.Services.S3.ObjectLocks;

namespace Holdfast.Services.Tests.S3.ObjectLocks;

public sealed class GetObjectLegalHoldTests : S3Tests
{
    [Fact]
    public async Task Tells_whether_a_hold_is_on()
    {
        await GivenBucketAsync(isLocked: true);
        await PutAsync("k", "1");
        var none = await RefusedAsync("NoSuchObjectLockConfiguration", GetAsync);
        await World.CallAsync(new PutObjectLegalHold(), new() { Bucket = Bucket, Key = "k", LegalHold = new() { Status = "ON" } });
        var on = await GetAsync();
        await World.CallAsync(new PutObjectLegalHold(), new() { Bucket = Bucket, Key = "k", LegalHold = new() { Status = "OFF" } });

        Assert.Equal(("ON", "OFF"), (on.LegalHold!.Status, (await GetAsync()).LegalHold!.Status));
        Assert.Equal("The specified object does not have a ObjectLock configuration", none.Message);
    }

    [Fact]
    public async Task Refuses_a_bucket_without_a_lock()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidRequest", GetAsync);
    }

    private Task<GetObjectLegalHoldResponse> GetAsync() => World.CallAsync(new GetObjectLegalHold(), new() { Bucket = Bucket, Key = "k" });
}
