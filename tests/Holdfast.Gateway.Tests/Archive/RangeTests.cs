using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>Parts of objects, as browsers and download managers ask for them.</summary>
public sealed class RangeTests
{
    [Theory]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    [InlineData("bytes=2-5", "2345", "bytes 2-5/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=8-99", "89", "bytes 8-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-99", "0123456789", "bytes 0-9/10")]
    public async Task Gives_out_what_is_asked_for_and_says_where_it_stands(string range, string text, string stands)
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "0123456789");

        var got = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/k", headers: [new("Range", range)]);
        var head = await server.S3Async("HEAD", $"/{ArchiveServer.Bucket}/k", headers: [new("Range", range)]);

        Assert.Equal((206, text), (got.Code, got.Body));
        foreach (var reply in new[] { got, head })
        {
            Assert.Equal(206, reply.Code);
            Assert.Equal(stands, reply.Headers["Content-Range"]);
            Assert.Equal(text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), reply.Headers["Content-Length"]);
            Assert.Equal("bytes", reply.Headers["Accept-Ranges"]);
        }
    }

    [Theory]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("bytes=5-2")]
    [InlineData("lines=1-2")]
    public async Task Gives_out_all_where_the_header_is_no_single_range_of_bytes(string range)
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "0123456789");

        var got = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/k", headers: [new("Range", range)]);

        Assert.Equal((200, "0123456789"), (got.Code, got.Body));
        Assert.False(got.Headers.ContainsKey("Content-Range"));
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task Says_how_long_the_object_is_when_it_ends_before_the_range(string range)
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "0123456789");

        var got = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/k", headers: [new("Range", range)]);

        Assert.Equal(416, got.Code);
        Assert.Contains("<Code>InvalidRange</Code><Message>The requested range is not satisfiable</Message>", got.Body, StringComparison.Ordinal);
        Assert.Contains($"<RangeRequested>{range}</RangeRequested><ActualObjectSize>10</ActualObjectSize>", got.Body, StringComparison.Ordinal);
    }
}
