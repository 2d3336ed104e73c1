using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.ObjectTags;

namespace Holdfast.Services.Tests.S3.ObjectTags;

public sealed class GetObjectTaggingTests : S3Tests
{
    [Fact]
    public async Task Gives_out_the_tags_and_the_version_that_has_them()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var put = await PutAsync("k", "text");
        var none = await GetAsync();
        await World.CallAsync(new PutObjectTagging(), new() { Bucket = Bucket, Key = "k", Tagging = new() { TagSet = [new() { Key = "a", Value = "1" }] } });

        var response = await GetAsync();

        Assert.Empty(none.TagSet);
        Assert.Equal(("a", "1", put.VersionId), (Assert.Single(response.TagSet).Key, response.TagSet[0].Value, response.VersionId));
    }

    [Fact]
    public async Task Refuses_what_is_deleted()
    {
        await GivenBucketAsync(versioning: "Enabled");
        await PutAsync("k", "text");
        var marker = await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });

        await RefusedAsync("NoSuchKey", () => GetAsync());
        var error = await RefusedAsync("MethodNotAllowed", () => GetAsync(marker.VersionId));

        Assert.Equal(405, error.Status);
    }

    [Fact]
    public async Task Asks_for_another_permission_to_read_those_of_a_version()
    {
        await GivenBucketAsync();

        var target = await World.TargetAsync(new GetObjectTagging(), new() { Bucket = Bucket, Key = "k", VersionId = "null" });

        Assert.Equal("s3:GetObjectVersionTagging", target.Action);
        Assert.Equal("s3:ListBucket", Assert.Single(target.Also).Action);
    }

    private Task<GetObjectTaggingResponse> GetAsync(string? versionId = null)
        => World.CallAsync(new GetObjectTagging(), new() { Bucket = Bucket, Key = "k", VersionId = versionId });
}
