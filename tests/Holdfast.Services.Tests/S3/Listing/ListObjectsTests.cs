using Holdfast.Services.S3;
using Holdfast.Services.S3.Listing;

namespace Holdfast.Services.Tests.S3.Listing;

public sealed class ListObjectsTests : ListingTests
{
    [Fact]
    public async Task Lists_hostile_keys_from_marker_to_marker()
    {
        await GivenObjectsAsync(HostileKeys);
        var listed = new List<string>();

        for (var marker = ""; ;)
        {
            var page = await ListAsync(new() { Bucket = Bucket, Marker = marker, MaxKeys = 2 });
            listed.AddRange(page.Contents!.Select(one => one.Key!));
            Assert.Null(page.NextMarker);
            marker = listed[^1];
            if (page.IsTruncated != true)
            {
                break;
            }
        }

        Assert.Equal(InOrder(HostileKeys), listed);
    }

    [Theory]
    [InlineData("", 1, "asdf", "", "asdf")]
    [InlineData("asdf", 1, "", "boo/", "boo/")]
    [InlineData("boo/", 1, "", "cquux/", null)]
    [InlineData("boo/baz/x", 1, "", "cquux/", null)]
    [InlineData("", 2, "asdf", "boo/", "boo/")]
    public async Task Names_the_next_marker_when_there_is_a_delimiter(string marker, int most, string keys, string prefixes, string? next)
    {
        await GivenObjectsAsync("asdf", "boo/bar", "boo/baz/xyzzy", "cquux/thud", "cquux/bla");

        var page = await ListAsync(new() { Bucket = Bucket, Marker = marker, Delimiter = "/", MaxKeys = most });

        Assert.Equal(keys, string.Join(',', page.Contents!.Select(one => one.Key)));
        Assert.Equal(prefixes, string.Join(',', page.CommonPrefixes?.Select(one => one.Prefix) ?? []));
        Assert.Equal((next, next is not null), (page.NextMarker, page.IsTruncated));
    }

    [Fact]
    public async Task Repeats_what_it_was_asked_and_names_owners()
    {
        await GivenObjectsAsync("a b");

        var page = await ListAsync(new() { Bucket = Bucket, Delimiter = "", EncodingType = "url" });

        Assert.Equal(("", "", null, "url"), (page.Prefix, page.Marker, page.Delimiter, page.EncodingType));
        Assert.Equal("a%20b", Assert.Single(page.Contents!).Key);
        Assert.NotNull(page.Contents![0].Owner?.ID);
    }

    [Fact]
    public async Task Refuses_a_negative_number_of_keys()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, MaxKeys = -5 }));
    }

    private Task<ListObjectsResponse> ListAsync(ListObjectsRequest request) => World.CallAsync(new ListObjects(), request);
}
