using Holdfast.Services.S3;
using Holdfast.Services.S3.ObjectLocks;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.ObjectLocks;

public sealed class PutObjectLegalHoldTests : S3Tests
{
    [Fact]
    public async Task Puts_a_hold_on_a_version_and_takes_it_off()
    {
        await GivenBucketAsync(isLocked: true);
        var first = await PutAsync("k", "1");
        await PutAsync("k", "2");

        await SetAsync("ON", first.VersionId);
        Assert.True(Assert.Single(await World.ListAsync<PastVersion>("")).Object.HasLegalHold);
        Assert.False(Assert.Single(await World.ListAsync<CurrentObject>("")).Object.HasLegalHold);
        await SetAsync("OFF", first.VersionId);

        Assert.False(Assert.Single(await World.ListAsync<PastVersion>("")).Object.HasLegalHold);
    }

    [Fact]
    public async Task Refuses_what_makes_no_sense()
    {
        await GivenBucketAsync(isLocked: true);
        await PutAsync("k", "1");

        await RefusedAsync("MalformedXML", () => SetAsync("on"));
        await RefusedAsync("MalformedXML", () => SetAsync(null));
        await RefusedAsync("NoSuchKey", () => World.CallAsync(new PutObjectLegalHold(), new() { Bucket = Bucket, Key = "other", LegalHold = new() { Status = "ON" } }));
        await ChangeBucketAsync(Bucket, bucket => bucket with { Lock = null });
        var error = await RefusedAsync("InvalidRequest", () => SetAsync("ON"));

        Assert.Equal("Bucket is missing Object Lock Configuration", error.Message);
    }

    [Fact]
    public async Task Tells_the_judge_what_is_asked_for()
    {
        await GivenBucketAsync(isLocked: true);
        await PutAsync("k", "1");

        var target = await World.TargetAsync(new PutObjectLegalHold(), new() { Bucket = Bucket, Key = "k", LegalHold = new() { Status = "ON" } });

        Assert.Equal("s3:object-lock-legal-hold", Assert.Single(target.Context).Name);
    }

    private Task<PutObjectLegalHoldResponse> SetAsync(string? status, string? versionId = null)
        => World.CallAsync(new PutObjectLegalHold(), new() { Bucket = Bucket, Key = "k", VersionId = versionId, LegalHold = new() { Status = status } });
}
