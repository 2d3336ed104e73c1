using Holdfast.Services.S3;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class PutObjectTests : S3Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8 << 10)]
    [InlineData((8 << 10) + 1)]
    [InlineData(64 << 10)]
    [InlineData((64 << 10) + 1)]
    [InlineData(300_000)]
    public async Task Keeps_what_it_was_given(int length)
    {
        await GivenBucketAsync();
        var bytes = new byte[length];
        World.Ids.Fill(bytes);

        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(bytes) });

        var response = await World.CallAsync(new GetObject(Bodies, Envelopes), new() { Bucket = Bucket, Key = "k" });
        Assert.Equal(bytes, await BytesOfAsync(response.Body!));
        Assert.Equal(length, response.ContentLength);
        Assert.Equal($"\"{Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(bytes))}\"", response.ETag);
    }

    [Fact]
    public async Task Lets_go_of_what_it_replaces()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[100_000]) });
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[90_000]) });

        Assert.Equal(2, (await FilesAsync()).Count);
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Single(await FilesAsync());
        Assert.Equal(90_000, (await TextOfAsync("k")).Length);
    }

    [Fact]
    public async Task Leaves_nothing_of_a_body_that_is_not_what_the_request_says()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("BadDigest", () => PutAsync(
            new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[100_000]), ContentMD5 = "1B2M2Y8AsgTpgAmY7PhCfg==" }));

        Assert.Equal("The Content-MD5 you specified did not match what we received.", error.Message);
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task A_versioned_bucket_keeps_what_was_there()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        var first = await PutAsync("k", "first");
        var second = await PutAsync("k", "second");

        Assert.Equal("second", await TextOfAsync("k"));
        Assert.Equal("first", await TextOfAsync("k", first.VersionId));
        Assert.NotEqual(first.VersionId, second.VersionId);
    }
}
