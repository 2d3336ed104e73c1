using Holdfast.Kernel.Ports;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Deleting;

public sealed class DeleteObjectsTests : S3Tests
{
    [Fact]
    public async Task Deletes_each_by_itself_and_tells_what_became_of_it()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var put = await PutAsync("a", "1");
        await PutAsync("b", "2");

        var response = await DeleteAsync(Named("b", "nothing"), Named("a", put.VersionId!, withVersion: true));

        Assert.Empty(response.Errors!);
        Assert.Equal(
            ["b  True", "nothing  True", $"a {put.VersionId} "],
            response.Deleted!.Select(one => $"{one.Key} {one.VersionId} {one.DeleteMarker}"));
        Assert.All(response.Deleted!.Take(2), one => Assert.NotNull(one.DeleteMarkerVersionId));
        Assert.Empty(await World.ListAsync<CurrentObject>(""));
    }

    [Fact]
    public async Task Judges_each_key_and_deletes_what_is_allowed()
    {
        await GivenBucketAsync();
        await PutAsync("mine/a", "1");
        await PutAsync("other/b", "2");
        var permissions = new ChosenPermissions(static target => target.Resource.Value.Contains("/other/", StringComparison.Ordinal));

        var response = await DeleteAsync(permissions, new() { Bucket = Bucket, Delete = new() { Objects = Named("mine/a", "other/b") } });

        Assert.Equal("mine/a", Assert.Single(response.Deleted!).Key);
        var error = Assert.Single(response.Errors!);
        Assert.Equal(("other/b", "AccessDenied", "the test refuses"), (error.Key, error.Code, error.Message));
        Assert.Equal("other/b", Assert.Single(await World.ListAsync<CurrentObject>("")).Object.Key);
        Assert.Equal([$"s3:DeleteObject arn:aws:s3:::{Bucket}/mine/a", $"s3:DeleteObject arn:aws:s3:::{Bucket}/other/b"], permissions.Asked);
    }

    [Fact]
    public async Task The_real_judge_refuses_a_user_without_a_policy()
    {
        await GivenBucketAsync();
        await PutAsync("k", "1");

        var response = await World.CallAsync(
            new DeleteObjects(Permissions, Devices), new() { Bucket = Bucket, Delete = new() { Objects = Named("k") } }, asUser: "alice");

        var error = Assert.Single(response.Errors!);
        Assert.Equal("AccessDenied", error.Code);
        Assert.Contains("s3:DeleteObject on resource: \"arn:aws:s3:::evidence/k\"", error.Message, StringComparison.Ordinal);
        Assert.Single(await World.ListAsync<CurrentObject>(""));
    }

    [Fact]
    public async Task Is_quiet_about_what_went_well()
    {
        await GivenBucketAsync();
        await PutAsync("k", "1");

        var response = await DeleteAsync(Permissions, new() { Bucket = Bucket, Delete = new() { Quiet = true, Objects = [.. Named("k"), .. Named("k", "nonsense", withVersion: true)] } });

        Assert.Null(response.Deleted);
        Assert.Equal("InvalidArgument", Assert.Single(response.Errors!).Code);
        Assert.Empty(await World.ListAsync<CurrentObject>(""));
    }

    [Fact]
    public async Task Tells_what_is_locked_and_what_is_other_than_expected()
    {
        await GivenBucketAsync(isLocked: true);
        var put = await PutAsync("locked", "1");
        var current = (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "locked")))!;
        await World.ReplaceAsync(current, new CurrentObject(current.Object with { HasLegalHold = true }));

        var response = await DeleteAsync(Permissions, new()
        {
            Bucket = Bucket,
            Delete = new() { Objects = [new() { Key = "locked", VersionId = put.VersionId }, new() { Key = "locked", ETag = "other" }] },
        });

        Assert.Equal(["AccessDenied", "PreconditionFailed"], response.Errors!.Select(error => error.Code));
        Assert.Single(await World.ListAsync<CurrentObject>(""));
    }

    [Fact]
    public async Task Refuses_none_and_more_than_a_thousand()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => DeleteAsync(Named()));
        await RefusedAsync("MalformedXML", () => DeleteAsync(Named([.. Enumerable.Range(0, 1_001).Select(number => $"{number}")])));
        Assert.Equal(1_000, (await DeleteAsync(Named([.. Enumerable.Range(0, 1_000).Select(number => $"{number}")]))).Deleted!.Count);
    }

    [Fact]
    public async Task Asks_for_one_code_for_all_versions_under_mfa_delete()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var first = await PutAsync("a", "1");
        var second = await PutAsync("b", "2");
        await ChangeBucketAsync(Bucket, bucket => bucket with { MfaDelete = true });
        var request = new DeleteObjectsRequest
        {
            Bucket = Bucket,
            Delete = new() { Objects = [new() { Key = "a", VersionId = first.VersionId }, new() { Key = "b", VersionId = second.VersionId }] },
        };

        await RefusedAsync("AccessDenied", () => DeleteAsync(Permissions, request));
        await RefusedAsync("AccessDenied", () => DeleteAsync(Permissions, request with { MFA = $"{OneCodeDevices.Serial} 000000", Delete = new() { Objects = Named("a") } }));
        var response = await DeleteAsync(Permissions, request with { MFA = $"{OneCodeDevices.Serial} 123456" });

        Assert.Equal(2, response.Deleted!.Count);
        Assert.Equal(2, Devices.Looks);
    }

    [Fact]
    public async Task Needs_no_permission_to_ask()
    {
        await GivenBucketAsync();

        var target = await World.TargetAsync(new DeleteObjects(Permissions, Devices), new() { Bucket = Bucket, Delete = new() { Objects = Named("k") } });

        Assert.True(target.IsExempt);
        Assert.Equal($"arn:aws:s3:::{Bucket}", Assert.Single(target.Named).Arn.Value);
    }

    private static IReadOnlyList<ObjectIdentifierShape> Named(params string[] keys) => [.. keys.Select(key => new ObjectIdentifierShape { Key = key })];

    private static IReadOnlyList<ObjectIdentifierShape> Named(string key, string versionId, bool withVersion)
        => [new() { Key = key, VersionId = withVersion ? versionId : null }];

    private Task<DeleteObjectsResponse> DeleteAsync(params IEnumerable<ObjectIdentifierShape>[] named)
        => DeleteAsync(Permissions, new() { Bucket = Bucket, Delete = new() { Objects = [.. named.SelectMany(static some => some)] } });

    private Task<DeleteObjectsResponse> DeleteAsync(IPermissions permissions, DeleteObjectsRequest request)
        => World.CallAsync(new DeleteObjects(permissions, Devices), request);
}
