using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Wire;

namespace Holdfast.Crash;

/// <summary>Puts objects whose bytes follow from their names, and looks whether they are whole.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="account">The account, whose root signs.</param>
internal sealed partial class ObjectClient(int port, string account) : IDisposable
{
    private const int PartBytes = 5 << 20;

    private static readonly int[] s_sizes = [0, 700, 1 << 10, 8 << 10, (8 << 10) + 1, 70_000, 400_000];

    private readonly ObjectSigner _signer = new(account, "test");
    private readonly WireConnection _connection = new();
    private readonly string _bucket = $"crash-{account}";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The files that the bytes of a key are in: those of more than eight kibibytes, and each such part of a multipart upload.</summary>
    public static int FilesOf(string key) => key.StartsWith('m') ? 2 : BytesOf(key).Length > 8 << 10 ? 1 : 0;

    public Task ConnectAsync() => _connection.ConnectAsync(port, CancellationToken.None);

    /// <summary>Makes the bucket, unless it is there.</summary>
    public async Task MakeBucketAsync() => await SendAsync("PUT", $"/{_bucket}");

    /// <summary>Puts an object in one piece, and says whether the server acknowledged it.</summary>
    public async Task<bool> PutAsync(string key) => await SendAsync("PUT", $"/{_bucket}/{key}", BytesOf(key)) == 200;

    /// <summary>Puts an object in two parts, and says whether the server acknowledged it.</summary>
    public async Task<bool> PutPartsAsync(string key)
    {
        var begun = await ReadAsync("POST", $"/{_bucket}/{key}?uploads=");
        var upload = UploadId().Match(begun).Groups["value"].Value;
        var bytes = BytesOf(key);
        var complete = new StringBuilder("<CompleteMultipartUpload>");
        for (var number = 1; number <= 2; number++)
        {
            var part = number == 1 ? bytes.AsSpan(0, PartBytes) : bytes.AsSpan(PartBytes);
            var hash = Convert.ToHexStringLower(MD5.HashData(part));
            if (await SendAsync("PUT", string.Create(CultureInfo.InvariantCulture, $"/{_bucket}/{key}?partNumber={number}&uploadId={upload}"), part.ToArray()) != 200)
            {
                return false;
            }

            complete.Append(CultureInfo.InvariantCulture, $"<Part><PartNumber>{number}</PartNumber><ETag>\"{hash}\"</ETag></Part>");
        }

        var answer = await ReadAsync("POST", $"/{_bucket}/{key}?uploadId={upload}", Encoding.UTF8.GetBytes(complete.Append("</CompleteMultipartUpload>").ToString()));
        return answer.Contains("<CompleteMultipartUploadResult", StringComparison.Ordinal);
    }

    /// <summary>Lists all keys.</summary>
    public async Task<List<string>> ListAsync()
    {
        var keys = new List<string>();
        var after = "";
        while (true)
        {
            var page = Key().Matches(await ReadAsync("GET", $"/{_bucket}?list-type=2&start-after={after}")).Select(match => match.Groups["value"].Value).ToList();
            if (page.Count == 0)
            {
                return keys;
            }

            keys.AddRange(page);
            after = page[^1];
        }
    }

    /// <summary>Whether the bytes of an object are those that follow from its name.</summary>
    public async Task<bool> IsWholeAsync(string key)
    {
        if (await SendAsync("GET", $"/{_bucket}/{key}") != 200)
        {
            return false;
        }

        var answer = _connection.LastAnswer.Span;
        return answer[(answer.IndexOf("\r\n\r\n"u8) + 4)..].SequenceEqual(BytesOf(key));
    }

    /// <summary>Aborts the uploads that were under way when the server was killed.</summary>
    /// <returns>Those that could not be aborted.</returns>
    public async Task<List<string>> AbortUploadsAsync()
    {
        var left = new List<string>();
        var listed = await ReadAsync("GET", $"/{_bucket}?uploads=");
        foreach (var upload in UploadElement().Matches(listed).Select(match => match.Value))
        {
            var (key, id) = (Key().Match(upload).Groups["value"].Value, UploadId().Match(upload).Groups["value"].Value);
            if (await SendAsync("DELETE", $"/{_bucket}/{key}?uploadId={id}") != 204)
            {
                left.Add($"the upload {id} of {key} could not be aborted");
            }
        }

        return left;
    }

    public void Dispose() => _connection.Dispose();

    private static byte[] BytesOf(string key)
    {
        var seed = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var random = new Random(seed);
        var bytes = new byte[key.StartsWith('m') ? PartBytes + 20_000 : s_sizes[random.Next(s_sizes.Length)]];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task<string> ReadAsync(string method, string target, byte[]? body = null)
    {
        var status = await SendAsync(method, target, body);
        var answer = Encoding.UTF8.GetString(_connection.LastAnswer.Span);
        return status == 200
            ? answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]
            : throw new InvalidOperationException($"{method} {target} was answered {status}: {answer}");
    }

    private ValueTask<int> SendAsync(string method, string target, byte[]? body = null)
        => _connection.SendAsync(_signer.Sign(Now, method, target, body), CancellationToken.None);

    [GeneratedRegex("<UploadId>(?<value>[^<]+)</UploadId>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UploadId();

    [GeneratedRegex("<Key>(?<value>[^<]+)</Key>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("<Upload>.*?</Upload>", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex UploadElement();
}
