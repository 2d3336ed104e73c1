using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.Tests.S3.Tags;

public sealed class GetBucketTaggingTests : S3Tests
{
    [Fact]
    public async Task Gives_them_out()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Tags = new Dictionary<string, string> { ["team"] = "red" } });

        var tag = Assert.Single((await World.CallAsync(new GetBucketTagging(), new() { Bucket = Bucket })).TagSet);

        Assert.Equal(("team", "red"), (tag.Key, tag.Value));
    }

    [Fact]
    public async Task Says_that_there_are_none()
    {
        await GivenBucketAsync();

        Assert.Equal("The TagSet does not exist", (await RefusedAsync("NoSuchTagSet", () => World.CallAsync(new GetBucketTagging(), new() { Bucket = Bucket }))).Message);
    }
}
