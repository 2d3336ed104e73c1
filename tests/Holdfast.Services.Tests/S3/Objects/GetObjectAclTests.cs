using Holdfast.Kernel.Ids;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class GetObjectAclTests : S3Tests
{
    [Fact]
    public async Task Grants_the_owner_all_when_nothing_else_was_said()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        var response = await GetAsync();

        var grant = Assert.Single(response.Grants!);
        Assert.Equal((CanonicalUserId.Of(World.Account), "FULL_CONTROL"), (grant.Grantee!.ID, grant.Permission));
        Assert.Equal(grant.Grantee.ID, response.Owner!.ID);
    }

    [Fact]
    public async Task Gives_out_the_list_unless_the_bucket_ignores_it()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "ObjectWriter", PublicAccess = null });
        await PutAsync("k", "text");
        await World.CallAsync(new PutObjectAcl(), new() { Bucket = Bucket, Key = "k", ACL = "public-read" });

        Assert.Equal(["FULL_CONTROL", "READ"], (await GetAsync()).Grants!.Select(grant => grant.Permission));
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "BucketOwnerEnforced" });
        Assert.Equal(["FULL_CONTROL"], (await GetAsync()).Grants!.Select(grant => grant.Permission));
    }

    [Fact]
    public async Task Refuses_objects_that_are_not_there_and_asks_for_another_permission_on_versions()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchKey", GetAsync);
        var target = await World.TargetAsync(new GetObjectAcl(), new() { Bucket = Bucket, Key = "k", VersionId = "null" });

        Assert.Equal("s3:GetObjectVersionAcl", target.Action);
    }

    [Fact]
    public async Task Leaves_the_list_of_what_another_account_owns_to_that_account()
    {
        var writer = new AccountId("444455556666");
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "ObjectWriter", PublicAccess = null });
        await World.CallAsync(new PutObject(Intake, Envelopes), new() { Bucket = Bucket, Key = "k", Body = new MemoryStream() }, account: writer);

        Assert.Equal(writer, (await World.TargetAsync(new GetObjectAcl(), new() { Bucket = Bucket, Key = "k" })).Owner);
        Assert.Equal(writer, (await World.TargetAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" })).Owner);
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "BucketOwnerEnforced" });
        Assert.Equal(World.Account, (await World.TargetAsync(new GetObjectAcl(), new() { Bucket = Bucket, Key = "k" })).Owner);
    }

    private Task<GetObjectAclResponse> GetAsync() => World.CallAsync(new GetObjectAcl(), new() { Bucket = Bucket, Key = "k" });
}
