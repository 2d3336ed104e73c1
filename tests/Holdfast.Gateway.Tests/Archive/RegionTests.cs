using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>How clients find the region of a bucket that they thought to be in another.</summary>
public sealed class RegionTests
{
    private static readonly SignedAs Irish = SignedAs.Root with { Region = "eu-west-1" };

    [Fact]
    public async Task Sends_whoever_asks_in_another_region_to_that_of_the_bucket()
    {
        await using var server = await StartAsync();

        var got = await server.S3Async("GET", $"/{ArchiveServer.Bucket}?list-type=2");
        var head = await server.S3Async("HEAD", $"/{ArchiveServer.Bucket}/k");

        Assert.Equal((301, 301), (got.Code, head.Code));
        Assert.Contains(
            "<Code>PermanentRedirect</Code><Message>The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.</Message>",
            got.Body,
            StringComparison.Ordinal);
        Assert.Contains($"<Bucket>{ArchiveServer.Bucket}</Bucket>", got.Body, StringComparison.Ordinal);
        Assert.Equal(("eu-west-1", "eu-west-1"), (got.Headers["x-amz-bucket-region"], head.Headers["x-amz-bucket-region"]));
    }

    [Fact]
    public async Task Answers_in_the_region_of_the_bucket()
    {
        await using var server = await StartAsync();

        var got = await server.S3Async("GET", $"/{ArchiveServer.Bucket}/k", caller: Irish);
        var location = await server.S3Async("GET", $"/{ArchiveServer.Bucket}?location=", caller: Irish);

        Assert.Equal((200, "text"), (got.Code, got.Body));
        Assert.Contains(">eu-west-1</LocationConstraint>", location.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_signature_for_another_region_than_that_of_the_endpoint()
    {
        await using var server = await StartAsync();

        var reply = await server.SendAsync(new Ask("s3", "GET", $"/{ArchiveServer.Bucket}/k", "", []) { Host = "s3.eu-west-1.amazonaws.com" });

        Assert.Equal(400, reply.Code);
        Assert.Contains("<Code>AuthorizationHeaderMalformed</Code>", reply.Body, StringComparison.Ordinal);
        Assert.Contains("the region 'us-east-1' is wrong; expecting 'eu-west-1'", reply.Body, StringComparison.Ordinal);
        Assert.Contains("<Region>eu-west-1</Region>", reply.Body, StringComparison.Ordinal);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        var made = await server.S3Async(
            "PUT",
            $"/{ArchiveServer.Bucket}",
            "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>",
            Irish);
        Assert.Equal(200, made.Code);
        Assert.Equal(200, (await server.S3Async("PUT", $"/{ArchiveServer.Bucket}/k", "text", Irish)).Code);
        return server;
    }
}
