using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>What browsers learn before and after they send the request of a page of another origin.</summary>
public sealed class CrossOriginTests
{
    private const string Rules =
        "<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
        + "<AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule></CORSConfiguration>";

    [Fact]
    public async Task Tells_a_browser_beforehand_what_it_may_send()
    {
        await using var server = await StartAsync();

        var reply = await AskAsync(server, "https://app.example.com", "PUT", "X-Amz-Date, x-amz-meta-a");

        Assert.Equal((200, ""), (reply.Code, reply.Body));
        Assert.Equal("https://app.example.com", reply.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("GET, PUT", reply.Headers["Access-Control-Allow-Methods"]);
        Assert.Equal("x-amz-date, x-amz-meta-a", reply.Headers["Access-Control-Allow-Headers"]);
        Assert.Equal("600", reply.Headers["Access-Control-Max-Age"]);
        Assert.Equal("true", reply.Headers["Access-Control-Allow-Credentials"]);
        Assert.Contains("Origin", reply.Headers["Vary"], StringComparison.Ordinal);
        Assert.NotEmpty(reply.Headers["x-amz-request-id"]);
    }

    [Theory]
    [InlineData("https://example.org", "PUT", "x-amz-date")]
    [InlineData("https://app.example.com", "DELETE", "x-amz-date")]
    [InlineData("https://app.example.com", "PUT", "authorization")]
    public async Task Refuses_beforehand_what_no_rule_lets_through(string origin, string method, string headers)
    {
        await using var server = await StartAsync();

        var reply = await AskAsync(server, origin, method, headers);

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed.", reply.Body, StringComparison.Ordinal);
        Assert.Contains($"<Method>{method}</Method><ResourceType>OBJECT</ResourceType>", reply.Body, StringComparison.Ordinal);
        Assert.False(reply.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Says_that_a_bucket_has_no_rules()
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "text");

        var reply = await AskAsync(server, "https://app.example.com", "GET", headers: null);

        Assert.Equal(403, reply.Code);
        Assert.Contains("CORSResponse: CORS is not enabled for this bucket.", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_a_page_in_the_answer_what_it_may_see_and_other_pages_nothing()
    {
        await using var server = await StartAsync();

        var allowed = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/k", headers: [new("Origin", "https://app.example.com")]);
        var missing = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/none", headers: [new("Origin", "https://app.example.com")]);
        var foreign = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/k", headers: [new("Origin", "https://example.org")]);

        Assert.Equal((200, 404, 200), (allowed.Code, missing.Code, foreign.Code));
        Assert.Equal(("https://app.example.com", "ETag"), (allowed.Headers["Access-Control-Allow-Origin"], allowed.Headers["Access-Control-Expose-Headers"]));
        Assert.Equal("https://app.example.com", missing.Headers["Access-Control-Allow-Origin"]);
        Assert.False(foreign.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "text");
        await server.DoneAsync("PUT", $"/{ArchiveServer.Bucket}?cors=", Rules);
        return server;
    }

    private static Task<Reply> AskAsync(TestServer server, string origin, string method, string? headers)
    {
        List<HeaderField> asked = [new("Origin", origin), new("Access-Control-Request-Method", method)];
        if (headers is not null)
        {
            asked.Add(new("Access-Control-Request-Headers", headers));
        }

        return server.AnonymousAsync("OPTIONS", $"/{ArchiveServer.Bucket}/k", asked);
    }
}
