using System.Security.Cryptography;
using System.Text;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>Objects that browsers upload by a form ("POST Object" in the S3 API Reference).</summary>
public sealed class FormUploadTests
{
    private const string Boundary = "----form";

    [Fact]
    public async Task Keeps_the_file_under_the_key_and_with_the_headers_of_the_form()
    {
        await using var server = await StartAsync();

        var reply = await PostAsync(server, "hello", ["[\"starts-with\",\"$key\",\"user/\"]"], ("key", "user/${filename}"), ("Content-Type", "text/plain"), ("x-amz-meta-case", "Seven"));

        Assert.Equal((204, ""), (reply.Code, reply.Body));
        Assert.Equal($"{server.Address}{ArchiveServer.Bucket}/user/note.txt", reply.Headers["Location"]);
        var got = await server.DoneAsync("GET", $"/{ArchiveServer.Bucket}/user/note.txt");
        Assert.Equal("hello", got.Body);
        Assert.Equal(("text/plain", "Seven"), (got.Headers["Content-Type"], got.Headers["x-amz-meta-case"]));
        Assert.Equal(got.Headers["ETag"], reply.Headers["ETag"]);
    }

    [Fact]
    public async Task Answers_as_the_form_asks()
    {
        await using var server = await StartAsync();

        var told = await PostAsync(server, "hello", [], ("key", "k"), ("success_action_status", "201"));
        var led = await PostAsync(server, "hello", [], ("key", "k"), ("success_action_redirect", "https://app.example.com/done?a=b"));

        Assert.Equal(201, told.Code);
        Assert.Contains($"<Bucket>{ArchiveServer.Bucket}</Bucket><Key>k</Key><ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag></PostResponse>", told.Body, StringComparison.Ordinal);
        Assert.Equal(303, led.Code);
        Assert.Equal(
            $"https://app.example.com/done?a=b&bucket={ArchiveServer.Bucket}&key=k&etag=%225d41402abc4b2a76b9719d911017c592%22",
            led.Headers["Location"]);
    }

    [Fact]
    public async Task Refuses_what_the_policy_does_not_let_through_and_keeps_nothing()
    {
        await using var server = await StartAsync();

        var elsewhere = await PostAsync(server, "hello", ["[\"starts-with\",\"$key\",\"user/\"]"], ("key", "other"));
        var extra = await PostAsync(server, "hello", [], ("key", "k"), ("x-amz-meta-unnamed!", "1"));
        var large = await PostAsync(server, "hello", ["[\"content-length-range\",1,4]"], ("key", "k"));
        var small = await PostAsync(server, "hello", ["[\"content-length-range\",6,9]"], ("key", "k"));

        Assert.Equal((403, 403, 400, 400), (elsewhere.Code, extra.Code, large.Code, small.Code));
        Assert.Contains("Invalid according to Policy: Policy Condition failed: [&quot;starts-with&quot;, &quot;$key&quot;, &quot;user/&quot;]", elsewhere.Body, StringComparison.Ordinal);
        Assert.Contains("Invalid according to Policy: Extra input fields: x-amz-meta-unnamed!", extra.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>EntityTooLarge</Code>", large.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>EntityTooSmall</Code>", small.Body, StringComparison.Ordinal);
        Assert.Contains("<KeyCount>0</KeyCount>", (await server.DoneAsync("GET", $"/{ArchiveServer.Bucket}?list-type=2")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_form_whose_policy_was_changed_after_it_was_signed_and_one_that_nobody_signed()
    {
        await using var server = await StartAsync();

        var changed = await SendAsync(server, "hello", [.. Signed([], [("key", "k")]).Select(static field => field.Name == "policy" ? (field.Name, PolicyOf([], [("key", "other")])) : field)]);
        var unsigned = await SendAsync(server, "hello", [("key", "k")]);

        Assert.Equal((403, 403), (changed.Code, unsigned.Code));
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", changed.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>AccessDenied</Code>", unsigned.Body, StringComparison.Ordinal);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.DoneAsync("PUT", $"/{ArchiveServer.Bucket}");
        return server;
    }

    private static Task<Reply> PostAsync(TestServer server, string file, string[] conditions, params (string Name, string Value)[] fields)
        => SendAsync(server, file, Signed(conditions, fields));

    private static Task<Reply> SendAsync(TestServer server, string file, IEnumerable<(string Name, string Value)> fields)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\nContent-Type: text/plain\r\n\r\n{file}\r\n--{Boundary}--\r\n");
        return server.SendRawAsync("POST", $"/{ArchiveServer.Bucket}", body.ToString(), [new("Content-Type", $"multipart/form-data; boundary={Boundary}")]);
    }

    private static (string Name, string Value)[] Signed(string[] conditions, (string Name, string Value)[] fields)
    {
        var now = TimeProvider.System.GetUtcNow();
        var day = now.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        (string Name, string Value)[] all =
        [
            .. fields,
            ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            ("x-amz-credential", $"{SignedAs.Root.AccessKeyId}/{day}/us-east-1/s3/aws4_request"),
            ("x-amz-date", now.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        ];
        var policy = PolicyOf(conditions, all);
        var key = Encoding.UTF8.GetBytes($"AWS4{SignedAs.Root.Secret}");
        foreach (var part in new[] { day, "us-east-1", "s3", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return [.. all, ("policy", policy), ("x-amz-signature", Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(policy))))];
    }

    // Every field is to be named in the policy, except where a test wants one that is not.
    private static string PolicyOf(string[] conditions, (string Name, string Value)[] fields)
    {
        string[] named =
        [
            $"{{\"bucket\":\"{ArchiveServer.Bucket}\"}}",
            .. fields.Where(field => !field.Name.EndsWith('!') && !(field.Name == "key" && conditions.Any(static one => one.Contains("$key", StringComparison.Ordinal))))
                .Select(static field => $"{{\"{field.Name}\":\"{field.Value}\"}}"),
            .. conditions,
        ];
        var until = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"expiration\":\"{until}\",\"conditions\":[{string.Join(',', named)}]}}"));
    }
}
