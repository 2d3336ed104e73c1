using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Makes trails, and reads what they delivered as an auditor would.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="account">The account, whose root signs.</param>
internal sealed partial class TrailClient(int port, string account) : IDisposable
{
    private const string Folders = "AWSLogs";

    private readonly ObjectSigner _s3 = new(account, "test");
    private readonly JsonSigner _trail = new(account, "test", "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101");
    private readonly WireConnection _connection = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public Task ConnectAsync() => _connection.ConnectAsync(port, CancellationToken.None);

    /// <summary>Makes a bucket that lets CloudTrail deliver.</summary>
    public async Task MakeBucketAsync(string bucket)
    {
        await ExpectAsync(200, _s3.Sign(Now, "PUT", $"/{bucket}"));
        await SendAloneAsync("PUT", $"/{bucket}?policy=", Encoding.UTF8.GetBytes($$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],
              "Resource":["arn:aws:s3:::{{{bucket}}}","arn:aws:s3:::{{{bucket}}}/*"]}]}
            """));
    }

    /// <summary>Removes a bucket with all that is in it.</summary>
    public async Task RemoveBucketAsync(string bucket)
    {
        foreach (var key in await KeysAsync(bucket, ""))
        {
            await SendAloneAsync("DELETE", $"/{bucket}/{key}");
        }

        await SendAloneAsync("DELETE", $"/{bucket}");
    }

    /// <summary>Makes a trail whose files are validated.</summary>
    public Task CreateTrailAsync(string name, string bucket)
        => ExpectAsync(200, _trail.Sign(Now, "CreateTrail", $$"""{"Name":"{{name}}","S3BucketName":"{{bucket}}","EnableLogFileValidation":true}"""));

    /// <summary>Starts a trail.</summary>
    public Task StartTrailAsync(string name) => ExpectAsync(200, _trail.Sign(Now, "StartLogging", $$"""{"Name":"{{name}}"}"""));

    /// <summary>Stops a trail, so that its last digest tells of its last file.</summary>
    public Task StopTrailAsync(string name) => ExpectAsync(200, _trail.Sign(Now, "StopLogging", $$"""{"Name":"{{name}}"}"""));

    /// <summary>Why a trail could not deliver; null when it could.</summary>
    public async Task<string?> DeliveryErrorAsync(string name)
    {
        using var answer = JsonDocument.Parse(await ExpectAsync(200, _trail.Sign(Now, "GetTrailStatus", $$"""{"Name":"{{name}}"}""")));
        return answer.RootElement.TryGetProperty("LatestDeliveryError", out var error) ? error.GetString() : null;
    }

    /// <summary>Reads the names of the users whose creation is in the files of a trail, each with the ids of the events.</summary>
    public async Task<Dictionary<string, List<string>>> CreatedAsync(string bucket)
    {
        var created = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var key in await KeysAsync(bucket, $"{Folders}/{account}/CloudTrail/"))
        {
            using var file = JsonDocument.Parse((await UnpackAsync(bucket, key)).Content);
            foreach (var record in file.RootElement.GetProperty("Records").EnumerateArray())
            {
                if (record.GetProperty("eventName").ValueEquals("CreateUser"u8) && !record.TryGetProperty("errorCode", out _))
                {
                    var name = record.GetProperty("requestParameters").GetProperty("userName").GetString()!;
                    (created.TryGetValue(name, out var ids) ? ids : created[name] = []).Add(record.GetProperty("eventID").GetString()!);
                }
            }
        }

        return created;
    }

    /// <summary>Follows the digests of a bucket: their chain, their signatures, and the hashes of all files.</summary>
    /// <returns>How many digests there are, and what is wrong with them.</returns>
    public async Task<(int Digests, List<string> Faults)> ValidateAsync(string bucket)
    {
        var faults = new List<string>();
        var keys = await PublicKeysAsync();
        var told = new List<string>();
        string? previous = null;
        var digests = await KeysAsync(bucket, $"{Folders}/{account}/CloudTrail-Digest/");
        foreach (var key in digests)
        {
            var (content, signature) = await UnpackAsync(bucket, key);
            using var digest = JsonDocument.Parse(content);
            var root = digest.RootElement;
            var before = root.GetProperty("previousDigestSignature").GetString();
            if (before != previous)
            {
                faults.Add($"{key} does not follow the digest before it");
            }

            var toSign = $"{root.GetProperty("digestEndTime").GetString()}\n{bucket}/{key}\n{HashOf(content)}\n{before ?? "null"}";
            using var rsa = RSA.Create();
            rsa.ImportRSAPublicKey(keys[root.GetProperty("digestPublicKeyFingerprint").GetString()!], out _);
            if (!rsa.VerifyData(Encoding.UTF8.GetBytes(toSign), Convert.FromHexString(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                faults.Add($"the signature of {key} does not hold");
            }

            foreach (var file in root.GetProperty("logFiles").EnumerateArray())
            {
                var name = file.GetProperty("s3Object").GetString()!;
                told.Add(name);
                if (HashOf((await UnpackAsync(bucket, name)).Content) != file.GetProperty("hashValue").GetString())
                {
                    faults.Add($"{name} is not what {key} says");
                }
            }

            previous = signature;
        }

        var files = await KeysAsync(bucket, $"{Folders}/{account}/CloudTrail/");
        faults.AddRange(files.Except(told).Select(static file => $"{file} is in no digest"));
        faults.AddRange(told.GroupBy(static file => file).Where(static group => group.Count() > 1).Select(static group => $"{group.Key} is in several digests"));
        return (digests.Count, faults);
    }

    public void Dispose() => _connection.Dispose();

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<Dictionary<string, byte[]>> PublicKeysAsync()
    {
        var request = string.Create(CultureInfo.InvariantCulture,
            $$"""{"StartTime":{{Now.AddDays(-1).ToUnixTimeSeconds()}},"EndTime":{{Now.AddDays(1).ToUnixTimeSeconds()}}}""");
        using var answer = JsonDocument.Parse(await ExpectAsync(200, _trail.Sign(Now, "ListPublicKeys", request)));
        return answer.RootElement.GetProperty("PublicKeyList").EnumerateArray()
            .ToDictionary(static key => key.GetProperty("Fingerprint").GetString()!, static key => key.GetProperty("Value").GetBytesFromBase64(), StringComparer.Ordinal);
    }

    private async Task<(byte[] Content, string Signature)> UnpackAsync(string bucket, string key)
    {
        await ExpectAsync(200, _s3.Sign(Now, "GET", $"/{bucket}/{key}"));
        var answer = _connection.LastAnswer;
        var body = answer.Span.IndexOf("\r\n\r\n"u8) + 4;
        var signature = Signature().Match(Encoding.ASCII.GetString(answer.Span[..body]));
        using var packed = new MemoryStream(answer[body..].ToArray());
        await using var unpacker = new GZipStream(packed, CompressionMode.Decompress);
        using var content = new MemoryStream();
        await unpacker.CopyToAsync(content);
        return (content.ToArray(), signature.Groups["value"].Value);
    }

    private async Task<List<string>> KeysAsync(string bucket, string prefix)
    {
        var keys = new List<string>();
        var after = "";
        while (true)
        {
            var target = $"/{bucket}?list-type=2&prefix={Uri.EscapeDataString(prefix)}&start-after={Uri.EscapeDataString(after)}";
            var page = Key().Matches(await ExpectAsync(200, _s3.Sign(Now, "GET", target))).Select(match => match.Groups["value"].Value).ToList();
            if (page.Count == 0)
            {
                // The empty objects that stand for folders are no files.
                return prefix.Length == 0 ? keys : [.. keys.Where(static key => !key.EndsWith('/'))];
            }

            keys.AddRange(page);
            after = page[^1];
        }
    }

    // Answers without a length end their connection here.
    private async Task SendAloneAsync(string method, string target, byte[]? body = null)
    {
        using var connection = new WireConnection();
        await connection.ConnectAsync(port, CancellationToken.None);
        try
        {
            var status = await connection.SendAsync(_s3.Sign(Now, method, target, body), CancellationToken.None);
            if (status >= 300)
            {
                throw new InvalidOperationException($"{method} {target} was answered {status}: {Encoding.UTF8.GetString(connection.LastAnswer.Span)}");
            }
        }
        catch (IOException)
        {
            // "An answer has no Content-Length": 204.
        }
    }

    private async Task<string> ExpectAsync(int expected, byte[] request)
    {
        var status = await _connection.SendAsync(request, CancellationToken.None);
        var answer = Encoding.UTF8.GetString(_connection.LastAnswer.Span);
        return status == expected
            ? answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]
            : throw new InvalidOperationException($"A call was answered {status}: {answer}");
    }

    [GeneratedRegex("<Key>(?<value>[^<]+)</Key>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("x-amz-meta-signature: (?<value>[0-9a-f]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Signature();
}
