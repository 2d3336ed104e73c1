using System.Text.RegularExpressions;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>The log of a bucket's requests, as it comes to lie in another bucket.</summary>
public sealed partial class AccessLogTests
{
    private const string Target = "logs";
    private const int LooksMax = 200;

    [Fact]
    public async Task Tells_every_request_of_the_bucket_whoever_made_it_and_however_it_ended()
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "text");
        await server.GivenPublicAsync();
        await LogAsync(server);

        var answer = await server.DoneAsync("PUT", $"/{ArchiveServer.Bucket}/a%20b", "12345", new Protocols.Signing.HeaderField("User-Agent", "agent \"x\""));
        await server.AnonymousAsync("GET", $"/{ArchiveServer.Bucket}/k");
        Assert.Equal(404, (await server.S3Async("GET", $"/{ArchiveServer.Bucket}/none")).Code);

        var lines = await LinesAsync(server, " a%20b ", "/evidence/k ", "NoSuchKey");
        var put = Assert.Single(lines, static line => line.Contains(" REST.PUT.OBJECT ", StringComparison.Ordinal));
        Assert.Matches(
            $"^[0-9a-f]{{64}} evidence \\[[^]]+ \\+0000\\] 127.0.0.1 [0-9a-f]{{64}} {answer.Headers["x-amz-request-id"]} REST.PUT.OBJECT a%20b "
                + "\"PUT /evidence/a%20b HTTP/1.1\" 200 - - 5 [0-9]+ [0-9]+ \"-\" \"agent %22x%22\" - [^ ]+ SigV4 - AuthHeader 127.0.0.1:[0-9]+ - - -$",
            put);
        var got = Assert.Single(lines, static line => line.Contains("/evidence/k ", StringComparison.Ordinal));
        Assert.Contains(" 127.0.0.1 - ", got, StringComparison.Ordinal);
        Assert.Contains(" REST.GET.OBJECT k \"GET /evidence/k HTTP/1.1\" 200 - 4 4 ", got, StringComparison.Ordinal);
        Assert.Contains(lines, static line => line.Contains(" REST.GET.OBJECT none \"GET /evidence/none HTTP/1.1\" 404 NoSuchKey ", StringComparison.Ordinal));
    }

    private static async Task LogAsync(TestServer server)
    {
        await server.DoneAsync("PUT", $"/{Target}");
        await server.DoneAsync(
            "PUT",
            $"/{Target}?policy=",
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::{{Target}}/*"}]}""");
        await server.DoneAsync(
            "PUT",
            $"/{ArchiveServer.Bucket}?logging=",
            $"<BucketLoggingStatus><LoggingEnabled><TargetBucket>{Target}</TargetBucket><TargetPrefix>a/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>");
    }

    // A line is noted when its answer was sent, so what is not in one delivery is in the next.
    private static async Task<IReadOnlyList<string>> LinesAsync(TestServer server, params string[] wanted)
    {
        var lines = new List<string>();
        for (var look = 0; look < LooksMax && !wanted.All(text => lines.Exists(line => line.Contains(text, StringComparison.Ordinal))); look++)
        {
            await server.SendRawAsync("POST", "/_holdfast/clock", """{"advance":"01:00:00"}""", []);
            lines.Clear();
            foreach (Match key in KeyElement().Matches((await server.DoneAsync("GET", $"/{Target}?list-type=2")).Body))
            {
                lines.AddRange((await server.DoneAsync("GET", $"/{Target}/{key.Groups["key"].Value}")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return lines;
    }

    [GeneratedRegex("<Key>(?<key>[^<]+)</Key>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex KeyElement();
}
