using Holdfast.Kernel;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class GetObjectTests : S3Tests
{
    [Fact]
    public async Task Gives_out_any_range_as_a_naive_reader_would()
    {
        await GivenBucketAsync();
        var bytes = new byte[200_000];
        World.Ids.Fill(bytes);
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(bytes) });
        var random = new Random(3);
        for (var run = 0; run < 60; run++)
        {
            var first = random.Next(bytes.Length);
            var last = first + random.Next(140_000);
            var (range, expected) = random.Next(3) switch
            {
                0 => ($"bytes={first}-{last}", bytes[first..Math.Min(bytes.Length, last + 1)]),
                1 => ($"bytes={first}-", bytes[first..]),
                _ => ($"bytes=-{first + 1}", bytes[Math.Max(0, bytes.Length - first - 1)..]),
            };

            var part = await GetAsync(new() { Bucket = Bucket, Key = "k", Range = range });
            Assert.Equal(expected, await BytesOfAsync(part.Body!));
            Assert.Equal(expected.Length, part.ContentLength);
            Assert.EndsWith("/200000", part.ContentRange, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("lines=0-1")]
    public async Task Takes_what_is_no_range_for_all(string range)
    {
        await GivenBucketAsync();
        await PutAsync("k", "0123456789");

        var all = await GetAsync(new() { Bucket = Bucket, Key = "k", Range = range });

        Assert.Equal((10L, null), (all.ContentLength, all.ContentRange));
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task Refuses_a_range_in_which_nothing_is(string range)
    {
        await GivenBucketAsync();
        await PutAsync("k", "0123456789");

        var error = await RefusedAsync("InvalidRange", () => GetAsync(new() { Bucket = Bucket, Key = "k", Range = range }));

        Assert.Equal((416, "The requested range is not satisfiable"), (error.Status, error.Message));
        Assert.Equal([new("RangeRequested", range), new("ActualObjectSize", "10")], error.Details);
    }

    [Fact]
    public async Task Keeps_the_order_of_conditions()
    {
        await GivenBucketAsync();
        var tag = (await PutAsync("k", "text")).ETag;
        GetObjectRequest request = new() { Bucket = Bucket, Key = "k" };
        var (before, after) = (World.Now.AddHours(-1), World.Now.AddHours(1));

        Assert.Equal(412, (await RefusedAsync("PreconditionFailed", () => GetAsync(request with { IfMatch = "\"other\"" }))).Status);
        Assert.Equal(412, (await RefusedAsync("PreconditionFailed", () => GetAsync(request with { IfUnmodifiedSince = before }))).Status);
        var known = await RefusedAsync("NotModified", () => GetAsync(request with { IfNoneMatch = $"\"x\", {tag}" }));
        Assert.Equal(304, known.Status);
        Assert.Contains(new("ETag", tag!), known.Headers);
        await RefusedAsync("NotModified", () => GetAsync(request with { IfModifiedSince = after }));

        // The tag counts more than the time.
        await GetAsync(request with { IfMatch = tag, IfUnmodifiedSince = before });
        await GetAsync(request with { IfNoneMatch = "\"other\"", IfModifiedSince = after });
    }

    [Fact]
    public async Task Tells_of_delete_markers()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutAsync("k", "text");
        var marker = await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });

        var latest = await RefusedAsync("NoSuchKey", () => GetAsync(new() { Bucket = Bucket, Key = "k" }));
        var named = await RefusedAsync("MethodNotAllowed", () => GetAsync(new() { Bucket = Bucket, Key = "k", VersionId = marker.VersionId }));

        Assert.Contains(new("x-amz-delete-marker", "true"), latest.Headers);
        Assert.Equal(405, named.Status);
        Assert.Contains(new("x-amz-delete-marker", "true"), named.Headers);
    }

    [Fact]
    public async Task Refuses_what_there_is_not()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        await RefusedAsync("NoSuchBucket", () => GetAsync(new() { Bucket = "nowhere", Key = "k" }));
        await RefusedAsync("NoSuchKey", () => GetAsync(new() { Bucket = Bucket, Key = "nothing" }));
        await RefusedAsync("InvalidArgument", () => GetAsync(new() { Bucket = Bucket, Key = "k", VersionId = "no version" }));
        await RefusedAsync("NoSuchVersion", () => GetAsync(new() { Bucket = Bucket, Key = "k", VersionId = VersionIds.Make(World.Ids, 5) }));
        await RefusedAsync("InvalidPartNumber", () => GetAsync(new() { Bucket = Bucket, Key = "k", PartNumber = 2 }));
        await RefusedAsync("InvalidRequest", () => GetAsync(new() { Bucket = Bucket, Key = "k", PartNumber = 1, Range = "bytes=0-1" }));
        await RefusedAsync("InvalidRequest", () => World.CallAsync(
            new GetObject(Bodies, Envelopes), new() { Bucket = Bucket, Key = "k", ResponseContentType = "text/html" }, caller: Caller.Anonymous));
    }

    [Fact]
    public async Task Refuses_the_bytes_of_an_archived_object()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]), StorageClass = StorageClass.DeepArchive });

        var error = await RefusedAsync("InvalidObjectState", () => GetAsync(new() { Bucket = Bucket, Key = "k" }));

        Assert.Equal((403, "The operation is not valid for the object's storage class"), (error.Status, error.Message));
    }

    private Task<GetObjectResponse> GetAsync(GetObjectRequest request) => World.CallAsync(new GetObject(Bodies, Envelopes), request);
}
