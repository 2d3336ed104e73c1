using Holdfast.Services.S3;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.ObjectTags;

namespace Holdfast.Services.Tests.S3.ObjectTags;

public sealed class PutObjectTaggingTests : S3Tests
{
    [Fact]
    public async Task Sets_tags_in_the_place_of_those_that_were_there()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        await SetAsync(("a", "1"), ("b", ""));
        var response = await SetAsync(("c", "3"));

        Assert.Null(response.VersionId);
        Assert.Equal([new("c", "3")], Assert.Single(await World.ListAsync<CurrentObject>("")).Object.Tags!);
    }

    [Fact]
    public async Task Sets_the_tags_of_one_version_alone()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var first = await PutAsync("k", "1");
        await PutAsync("k", "2");

        var response = await World.CallAsync(
            new PutObjectTagging(), new() { Bucket = Bucket, Key = "k", VersionId = first.VersionId, Tagging = new() { TagSet = Tags(("a", "1")) } });

        Assert.Equal(first.VersionId, response.VersionId);
        Assert.NotNull(Assert.Single(await World.ListAsync<PastVersion>("")).Object.Tags);
        Assert.Null(Assert.Single(await World.ListAsync<CurrentObject>("")).Object.Tags);
    }

    [Fact]
    public async Task Refuses_more_than_ten_and_tags_that_are_none()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        var many = await RefusedAsync("BadRequest", () => SetAsync([.. Enumerable.Range(0, 11).Select(number => ($"{number}", ""))]));
        await RefusedAsync("InvalidTag", () => SetAsync((new string('k', 129), "")));
        await RefusedAsync("InvalidTag", () => SetAsync(("k", new string('v', 257))));
        var twice = await RefusedAsync("InvalidTag", () => SetAsync(("k", "1"), ("k", "2")));
        await SetAsync([.. Enumerable.Range(0, 10).Select(number => ($"{number}", new string('v', 256)))]);

        Assert.Equal("Object tags cannot be greater than 10", many.Message);
        Assert.Equal("Cannot provide multiple Tags with the same key", twice.Message);
    }

    [Fact]
    public async Task Refuses_objects_that_are_not_there()
    {
        await GivenBucketAsync(versioning: "Enabled");

        await RefusedAsync("NoSuchKey", () => SetAsync(("a", "1")));
        await RefusedAsync("InvalidArgument", () => World.CallAsync(
            new PutObjectTagging(), new() { Bucket = Bucket, Key = "k", VersionId = "nonsense", Tagging = new() { TagSet = [] } }));
    }

    [Fact]
    public async Task Tells_the_judge_of_the_tags_that_are_there_and_those_that_come()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var put = await PutAsync("k", "text");
        await SetAsync(("team", "blue"));

        var target = await World.TargetAsync(
            new PutObjectTagging(), new() { Bucket = Bucket, Key = "k", VersionId = put.VersionId, Tagging = new() { TagSet = Tags(("team", "red"), ("cost", "1")) } });

        Assert.Equal("s3:PutObjectVersionTagging", target.Action);
        Assert.Equal(
            ["s3:RequestObjectTag/team red", "s3:RequestObjectTag/cost 1", "s3:RequestObjectTagKeys team,cost", $"s3:versionid {put.VersionId}", "s3:ExistingObjectTag/team blue"],
            target.Context.Select(key => $"{key.Name} {string.Join(',', key.Values)}"));
    }

    private static IReadOnlyList<TagShape> Tags(params (string Key, string Value)[] tags) => [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })];

    private Task<PutObjectTaggingResponse> SetAsync(params (string Key, string Value)[] tags)
        => World.CallAsync(new PutObjectTagging(), new() { Bucket = Bucket, Key = "k", Tagging = new() { TagSet = Tags(tags) } });
}
