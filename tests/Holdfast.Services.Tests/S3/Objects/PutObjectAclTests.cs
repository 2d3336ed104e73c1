using Holdfast.Kernel.Ids;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class PutObjectAclTests : S3Tests
{
    private const string Other = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    private readonly string _owner = CanonicalUserId.Of(World.Account);

    [Fact]
    public async Task Sets_a_list_by_name_by_headers_and_by_a_body()
    {
        await GivenOpenAsync();

        await SetAsync(new() { Bucket = Bucket, Key = "k", ACL = "authenticated-read" });
        Assert.Equal([new(_owner, "FULL_CONTROL"), new(AclPolicy.AuthenticatedUsers, "READ")], await AclAsync());
        await SetAsync(new() { Bucket = Bucket, Key = "k", GrantRead = $"id=\"{Other}\"", GrantFullControl = $"id={_owner}" });
        Assert.Equal([new(_owner, "FULL_CONTROL"), new(Other, "READ")], await AclAsync());
        await SetAsync(new()
        {
            Bucket = Bucket,
            Key = "k",
            AccessControlPolicy = new() { Owner = new() { ID = _owner }, Grants = [new() { Grantee = new() { Type = "CanonicalUser", ID = Other }, Permission = "WRITE_ACP" }] },
        });

        Assert.Equal([new(Other, "WRITE_ACP")], await AclAsync());
    }

    [Fact]
    public async Task Sets_that_of_one_version_alone()
    {
        await GivenOpenAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Versioning = "Enabled" });
        await PutAsync("k", "newer");

        await SetAsync(new() { Bucket = Bucket, Key = "k", VersionId = "null", ACL = "public-read" });

        Assert.Equal(2, Assert.Single(await World.ListAsync<PastVersion>("")).Object.Acl!.Count);
        Assert.Null((await World.ListAsync<CurrentObject>(""))[0].Object.Acl);
    }

    [Fact]
    public async Task Refuses_lists_where_the_owner_of_the_bucket_owns_all()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        var error = await RefusedAsync("AccessControlListNotSupported", () => SetAsync(new() { Bucket = Bucket, Key = "k", ACL = "public-read" }));
        await SetAsync(new() { Bucket = Bucket, Key = "k", ACL = "bucket-owner-full-control" });

        Assert.Equal("The bucket does not allow ACLs", error.Message);
        Assert.Null(await AclAsync());
    }

    [Fact]
    public async Task Refuses_what_is_public_where_that_is_blocked_and_what_is_no_list()
    {
        await GivenOpenAsync();

        await RefusedAsync("MissingSecurityHeader", () => SetAsync(new() { Bucket = Bucket, Key = "k" }));
        await RefusedAsync("InvalidArgument", () => SetAsync(new() { Bucket = Bucket, Key = "k", ACL = "nonsense" }));
        await RefusedAsync("InvalidRequest", () => SetAsync(new() { Bucket = Bucket, Key = "k", ACL = "private", GrantRead = $"id={Other}" }));
        await RefusedAsync("NoSuchKey", () => SetAsync(new() { Bucket = Bucket, Key = "other", ACL = "private" }));
        await ChangeBucketAsync(Bucket, bucket => bucket with { PublicAccess = new(BlockPublicAcls: true, false, false, false) });
        await RefusedAsync("AccessDenied", () => SetAsync(new() { Bucket = Bucket, Key = "k", ACL = "public-read" }));
    }

    [Fact]
    public async Task Tells_the_judge_what_the_headers_say()
    {
        await GivenOpenAsync();

        var target = await World.TargetAsync(new PutObjectAcl(), new() { Bucket = Bucket, Key = "k", VersionId = "null", ACL = "private" });

        Assert.Equal("s3:PutObjectVersionAcl", target.Action);
        Assert.Contains(target.Context, key => key is { Name: "s3:x-amz-acl", Values: ["private"] });
    }

    private async Task GivenOpenAsync()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "ObjectWriter", PublicAccess = null });
        await PutAsync("k", "text");
    }

    private async Task<IReadOnlyList<AclGrant>?> AclAsync() => Assert.Single(await World.ListAsync<CurrentObject>("")).Object.Acl;

    private Task<PutObjectAclResponse> SetAsync(PutObjectAclRequest request) => World.CallAsync(new PutObjectAcl(), request);
}
