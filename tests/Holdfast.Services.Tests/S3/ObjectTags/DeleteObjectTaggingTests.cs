using Holdfast.Services.S3;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.ObjectTags;

namespace Holdfast.Services.Tests.S3.ObjectTags;

public sealed class DeleteObjectTaggingTests : S3Tests
{
    [Fact]
    public async Task Takes_the_tags_and_nothing_else()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var put = await PutAsync("k", "text");
        await World.CallAsync(new PutObjectTagging(), new() { Bucket = Bucket, Key = "k", Tagging = new() { TagSet = [new() { Key = "a", Value = "1" }] } });

        var response = await DeleteAsync("k");

        Assert.Equal(put.VersionId, response.VersionId);
        Assert.Null(Assert.Single(await World.ListAsync<CurrentObject>("")).Object.Tags);
        Assert.Equal("text", await TextOfAsync("k"));
    }

    [Fact]
    public async Task Is_content_with_no_tags_but_not_with_no_object()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        Assert.Null((await DeleteAsync("k")).VersionId);
        await RefusedAsync("NoSuchKey", () => DeleteAsync("other"));
    }

    private Task<DeleteObjectTaggingResponse> DeleteAsync(string key) => World.CallAsync(new DeleteObjectTagging(), new() { Bucket = Bucket, Key = key });
}
