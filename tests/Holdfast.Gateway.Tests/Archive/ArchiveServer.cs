using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>Shorter ways to speak with S3 over the wire.</summary>
internal static class ArchiveServer
{
    /// <summary>The bucket of most tests.</summary>
    public const string Bucket = "evidence";

    /// <summary>Sends a call of S3, signed.</summary>
    public static Task<Reply> S3Async(this TestServer server, string method, string target, string body = "", SignedAs? caller = null, params IReadOnlyList<HeaderField> headers)
        => server.SendAsync(new Ask("s3", method, target, body, headers), caller);

    /// <summary>Sends a call of S3, to be answered with success.</summary>
    public static async Task<Reply> DoneAsync(this TestServer server, string method, string target, string body = "", params IReadOnlyList<HeaderField> headers)
    {
        var reply = await server.S3Async(method, target, body, caller: null, headers);
        Assert.True(reply.Code < 300, reply.Body);
        return reply;
    }

    /// <summary>Sends a call of S3 that nobody signed.</summary>
    public static Task<Reply> AnonymousAsync(this TestServer server, string method, string target, params IReadOnlyList<HeaderField> headers)
        => server.SendRawAsync(method, target, "", headers);

    /// <summary>Makes the bucket and puts a text.</summary>
    public static async Task GivenObjectAsync(this TestServer server, string key, string text)
    {
        await server.DoneAsync("PUT", $"/{Bucket}");
        await server.DoneAsync("PUT", $"/{Bucket}/{key}", text);
    }

    /// <summary>Lets everybody read the objects of the bucket.</summary>
    public static async Task GivenPublicAsync(this TestServer server)
    {
        await server.DoneAsync("DELETE", $"/{Bucket}?publicAccessBlock=");
        await server.DoneAsync(
            "PUT",
            $"/{Bucket}?policy=",
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{Bucket}}/*"}]}""");
    }
}
