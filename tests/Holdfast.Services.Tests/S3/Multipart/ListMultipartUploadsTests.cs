using Holdfast.Services.S3;
using Holdfast.Services.S3.Multipart;

namespace Holdfast.Services.Tests.S3.Multipart;

public sealed class ListMultipartUploadsTests : MultipartTests
{
    [Fact]
    public async Task Lists_uploads_by_key_and_age_in_pages_of_any_size()
    {
        await GivenBucketAsync();
        var expected = new List<(string Key, string Id)>();
        foreach (var key in (string[])["b", "a/1", "a/2", "a", "b", "c\0d", "é"])
        {
            await World.AdvanceAsync(TimeSpan.FromSeconds(1));
            expected.Add((key, await BeginAsync(key)));
        }

        expected = [.. expected.OrderBy(static one => one.Key, StringComparer.Ordinal).ThenBy(static one => one.Id, StringComparer.Ordinal)];
        for (var size = 1; size <= 8; size++)
        {
            Assert.Equal(expected, (await AllAsync(new() { Bucket = Bucket, MaxUploads = size })).Uploads);
        }
    }

    [Fact]
    public async Task Groups_keys_by_a_delimiter()
    {
        await GivenBucketAsync();
        foreach (var key in (string[])["x/1", "x/2", "y", "z/1", "z"])
        {
            await BeginAsync(key);
        }

        for (var size = 1; size <= 5; size++)
        {
            var (uploads, prefixes) = await AllAsync(new() { Bucket = Bucket, Delimiter = "/", MaxUploads = size });
            Assert.Equal(["y", "z"], uploads.Select(static one => one.Key));
            Assert.Equal(["x/", "z/"], prefixes);
        }

        Assert.Equal(["x/1", "x/2"], (await AllAsync(new() { Bucket = Bucket, Prefix = "x/" })).Uploads.Select(static one => one.Key));
    }

    [Fact]
    public async Task Refuses_a_page_and_an_encoding_that_cannot_be()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => World.CallAsync(new ListMultipartUploads(), new() { Bucket = Bucket, MaxUploads = -1 }));
        await RefusedAsync("InvalidArgument", () => World.CallAsync(new ListMultipartUploads(), new() { Bucket = Bucket, EncodingType = "rot13" }));
    }

    private async Task<(List<(string Key, string Id)> Uploads, List<string> Prefixes)> AllAsync(ListMultipartUploadsRequest request)
    {
        var uploads = new List<(string, string)>();
        var prefixes = new List<string>();
        while (true)
        {
            var page = await World.CallAsync(new ListMultipartUploads(), request);
            uploads.AddRange(page.Uploads!.Select(static upload => (upload.Key!, upload.UploadId!)));
            prefixes.AddRange(page.CommonPrefixes!.Select(static prefix => prefix.Prefix!));
            Assert.True(page.Uploads!.Count + page.CommonPrefixes!.Count <= (request.MaxUploads ?? 1_000));
            if (page.IsTruncated != true)
            {
                return (uploads, prefixes);
            }

            request = request with { KeyMarker = page.NextKeyMarker, UploadIdMarker = page.NextUploadIdMarker };
        }
    }
}
