using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Deleting;

public sealed class DeleteObjectTests : S3Tests
{
    [Fact]
    public async Task Deletes_an_object_and_lets_go_of_its_bytes()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[100_000]) });

        var response = await DeleteAsync(new() { Bucket = Bucket, Key = "k" });

        Assert.Equal((null, null), (response.VersionId, response.DeleteMarker));
        Assert.Null(await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "k")));
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task Finds_what_is_not_there_deleted_already()
    {
        await GivenBucketAsync();

        var response = await DeleteAsync(new() { Bucket = Bucket, Key = "../../\0nothing" });

        Assert.Null(response.DeleteMarker);
        await RefusedAsync("NoSuchBucket", () => DeleteAsync(new() { Bucket = "nowhere", Key = "k" }));
        await RefusedAsync("AccessDenied", () => DeleteAsync(new() { Bucket = Bucket, Key = "k", ExpectedBucketOwner = "444455556666" }));
    }

    [Fact]
    public async Task Covers_the_object_of_a_versioned_bucket_with_a_delete_marker()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var put = await PutAsync("k", "text");

        var response = await DeleteAsync(new() { Bucket = Bucket, Key = "k" });

        Assert.Equal(true, response.DeleteMarker);
        Assert.NotEqual(put.VersionId, response.VersionId);
        Assert.Equal("text", await TextOfAsync("k", put.VersionId));

        var again = await DeleteAsync(new() { Bucket = Bucket, Key = "k", VersionId = response.VersionId });

        Assert.Equal((true, response.VersionId), (again.DeleteMarker, again.VersionId));
        Assert.Equal("text", await TextOfAsync("k"));
    }

    [Fact]
    public async Task Puts_a_marker_without_an_id_while_versioning_is_suspended()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");
        await ChangeBucketAsync(Bucket, bucket => bucket with { Versioning = "Suspended" });

        var response = await DeleteAsync(new() { Bucket = Bucket, Key = "k" });

        Assert.Equal((true, "null"), (response.DeleteMarker, response.VersionId));
        var only = Assert.Single(await World.ListAsync<PastVersion>(""));
        Assert.True(only.Object is { IsDeleteMarker: true, IsNull: true });
    }

    [Fact]
    public async Task Deletes_one_version_for_good_and_lets_the_one_below_come_up()
    {
        await GivenBucketAsync(versioning: "Enabled");
        await PutAsync("k", "first");
        var second = await PutAsync("k", "second");

        var response = await DeleteAsync(new() { Bucket = Bucket, Key = "k", VersionId = second.VersionId });

        Assert.Equal((null, second.VersionId), (response.DeleteMarker, response.VersionId));
        Assert.Equal("first", await TextOfAsync("k"));
        Assert.Empty(await World.ListAsync<PastVersion>(""));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_a_version()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("InvalidArgument", () => DeleteAsync(new() { Bucket = Bucket, Key = "k", VersionId = "nonsense" }));

        Assert.Equal("Invalid version id specified", error.Message);
    }

    [Fact]
    public async Task Deletes_only_what_is_as_the_request_says()
    {
        await GivenBucketAsync();
        var put = await PutAsync("k", "text");

        await RefusedAsync("PreconditionFailed", () => DeleteAsync(new() { Bucket = Bucket, Key = "k", IfMatch = "\"other\"" }));
        await RefusedAsync("PreconditionFailed", () => DeleteAsync(new() { Bucket = Bucket, Key = "k", IfMatchSize = 5 }));
        await RefusedAsync("PreconditionFailed", () => DeleteAsync(new() { Bucket = Bucket, Key = "k", IfMatchLastModifiedTime = World.Now.AddDays(-1) }));
        await DeleteAsync(new() { Bucket = Bucket, Key = "k", IfMatch = put.ETag, IfMatchSize = 4, IfMatchLastModifiedTime = World.Now });

        Assert.Empty(await World.ListAsync<CurrentObject>(""));
        await DeleteAsync(new() { Bucket = Bucket, Key = "k", IfMatch = put.ETag });
    }

    [Fact]
    public async Task Asks_for_a_code_before_it_deletes_a_version_under_mfa_delete()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var put = await PutAsync("k", "text");
        var other = await PutAsync("k", "other");
        await ChangeBucketAsync(Bucket, bucket => bucket with { MfaDelete = true });
        var request = new DeleteObjectRequest { Bucket = Bucket, Key = "k", VersionId = put.VersionId };

        var missing = await RefusedAsync("AccessDenied", () => DeleteAsync(request));
        await RefusedAsync("AccessDenied", () => DeleteAsync(request with { MFA = $"{OneCodeDevices.Serial} 654321" }));
        await RefusedAsync("AccessDenied", () => DeleteAsync(request with { MFA = "123456" }));
        await DeleteAsync(request with { MFA = $"{OneCodeDevices.Serial} 123456" });
        await RefusedAsync("AccessDenied", () => DeleteAsync(request with { VersionId = other.VersionId, MFA = $"{OneCodeDevices.Serial} 123456" }));

        Assert.Equal("Mfa Authentication must be used for this request", missing.Message);
        Assert.Equal(true, (await DeleteAsync(new() { Bucket = Bucket, Key = "k" })).DeleteMarker);
    }

    [Theory]
    [InlineData("COMPLIANCE", true)]
    [InlineData("GOVERNANCE", false)]
    public async Task Keeps_a_version_that_is_retained(string mode, bool bypasses)
    {
        var put = await GivenLockedAsync(version => version with { LockMode = mode, LockedUntil = World.Now.AddDays(1) });
        var request = new DeleteObjectRequest { Bucket = Bucket, Key = "k", VersionId = put, BypassGovernanceRetention = bypasses };

        var error = await RefusedAsync("AccessDenied", () => DeleteAsync(request));

        Assert.Equal("Access Denied because object protected by object lock.", error.Message);
        await World.AdvanceAsync(TimeSpan.FromDays(2));
        await DeleteAsync(request);
    }

    [Fact]
    public async Task Bypasses_governance_for_who_may()
    {
        var put = await GivenLockedAsync(version => version with { LockMode = "GOVERNANCE", LockedUntil = World.Now.AddDays(1) });
        var request = new DeleteObjectRequest { Bucket = Bucket, Key = "k", VersionId = put, BypassGovernanceRetention = true };
        var refusing = new ChosenPermissions(static target => target.Action == "s3:BypassGovernanceRetention");

        await RefusedAsync("AccessDenied", () => World.CallAsync(new DeleteObject(refusing, Devices), request));
        await DeleteAsync(request);

        Assert.Equal([$"s3:BypassGovernanceRetention arn:aws:s3:::{Bucket}/k"], refusing.Asked);
    }

    [Fact]
    public async Task Keeps_a_version_under_legal_hold_whoever_asks()
    {
        var put = await GivenLockedAsync(version => version with { HasLegalHold = true });

        await RefusedAsync("AccessDenied", () => DeleteAsync(new() { Bucket = Bucket, Key = "k", VersionId = put, BypassGovernanceRetention = true }));

        // A delete marker deletes nothing.
        Assert.Equal(true, (await DeleteAsync(new() { Bucket = Bucket, Key = "k" })).DeleteMarker);
    }

    [Fact]
    public async Task Asks_for_another_permission_to_delete_a_version()
    {
        await GivenBucketAsync();

        var target = await World.TargetAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k", VersionId = "null" });

        Assert.Equal(("s3:DeleteObjectVersion", $"arn:aws:s3:::{Bucket}/k"), (target.Action, target.Resource.Value));
        Assert.Equal("s3:versionid", Assert.Single(target.Context).Name);
        Assert.Equal(World.Account, target.Owner);
    }

    private async Task<string> GivenLockedAsync(Func<StoredObject, StoredObject> change)
    {
        await GivenBucketAsync(isLocked: true);
        var put = await PutAsync("k", "text");
        var current = (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "k")))!;
        await World.ReplaceAsync(current, new CurrentObject(change(current.Object)));
        return put.VersionId!;
    }

    private Task<DeleteObjectResponse> DeleteAsync(DeleteObjectRequest request) => World.CallAsync(new DeleteObject(Permissions, Devices), request);
}
