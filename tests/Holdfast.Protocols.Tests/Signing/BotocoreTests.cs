using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>
/// What botocore, the signer in the AWS CLI and boto3, signs must verify, whatever it is asked to sign.
/// </summary>
public sealed class BotocoreTests
{
    private const int RequestsPerSigner = 150;
    private const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Now = "20260301T235959Z";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Gen<string> Text = Gen.Char["abcXYZ019-._~ /+=&?%#:@!$'()*,;äßሴ\"<>"].Array[0, 12]
        .Select(chars => new string(chars));

    [Theory]
    [InlineData("SigV4Auth", "iam")]
    [InlineData("SigV4QueryAuth", "sts")]
    [InlineData("S3SigV4Auth", "s3")]
    [InlineData("S3SigV4QueryAuth", "s3")]
    [InlineData("HmacV1Auth", "s3")]
    [InlineData("HmacV1QueryAuth", "s3")]
    public void Verifies_whatever_botocore_signs(string signer, string service)
    {
        var requests = Requests(signer, service);
        var answers = SignWithBotocore(requests);
        var secret = new SigningSecret(AccessKeyId, Secret);
        var scope = new SigningScope { Service = service, Region = "eu-west-1", IsS3 = service == "s3" };

        foreach (var (request, answer) in requests.Zip(answers))
        {
            var wire = new Wire
            {
                Method = answer.Method,
                Target = answer.Target,
                Headers = [.. answer.Headers.Select(pair => new HeaderField(pair[0], pair[1]))],
                Body = Wire.Utf8(request.Body),
            };

            var refusal = wire.Verify(secret, scope, Wire.Time(Now));

            Assert.True(refusal is null, $"{request.Url}\n{answer.Target}\n{refusal?.Message}\n{Details(refusal)}");
        }
    }

    private static string Details(Refusal? refusal) =>
        string.Join('\n', refusal?.Details.Select(pair => $"{pair.Key}: {pair.Value}") ?? []);

    private static List<Input> Requests(string signer, string service)
    {
        var isS3 = service == "s3";
        var made = new List<Input>();
        Gen.Select(Text.Array[0, 4], Gen.Select(Text, Text).Array[0, 4], Text, Gen.Bool, Gen.Int[0, 2]).Sample(
            (segments, query, body, hasToken, method) =>
            {
                lock (made)
                {
                    made.Add(Request(segments, query, body, hasToken, method));
                }
            },
            iter: RequestsPerSigner, threads: 1, seed: "0000KOIPe036");
        return made;

        Input Request(string[] segments, (string, string)[] query, string body, bool hasToken, int method)
        {
            var path = "/" + string.Join('/', segments.Select(Uri.EscapeDataString));
            var pairs = query.Select(pair => $"{Uri.EscapeDataString("p" + pair.Item1)}={Uri.EscapeDataString(pair.Item2)}");
            var url = $"https://{service}.amazonaws.com{path}" + (query.Length == 0 ? "" : "?" + string.Join('&', pairs));
            var headers = new Dictionary<string, string>(StringComparer.Ordinal);
            if (!signer.Contains("Query", StringComparison.Ordinal))
            {
                headers["X-Amz-Meta-Note"] = $"two  spaces{segments.Length} ";
                headers["Content-Type"] = "text/plain";
            }

            var methods = isS3 ? new[] { "GET", "PUT", "DELETE" } : ["GET", "POST", "PUT"];
            var isPresigned = signer.Contains("Query", StringComparison.Ordinal);
            return new Input(
                signer, service, "eu-west-1", methods[method], url, headers, isPresigned ? "" : body,
                hasToken ? "to/ken+==" : null);
        }
    }

    private static Output[] SignWithBotocore(List<Input> requests)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(VectorFile.Folder, "botocore_sign.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Start(start);
        var errors = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        python.StandardInput.Write(JsonSerializer.Serialize(
            new { now = Now, accessKeyId = AccessKeyId, secret = Secret, requests }, Options));
        python.StandardInput.Close();
        var answer = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
#pragma warning disable xUnit1031 // The stream has ended with the process.
        var problem = errors.Result;
#pragma warning restore xUnit1031
        Assert.SkipWhen(problem.Contains("No module named", StringComparison.Ordinal), "botocore is not installed");
        Assert.True(python.ExitCode == 0, problem);
        return JsonSerializer.Deserialize<Output[]>(answer, Options)!;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed");
            throw;
        }
    }

    private sealed record Input(
        string Signer,
        string Service,
        string Region,
        string Method,
        string Url,
        Dictionary<string, string> Headers,
        string Body,
        string? Token);

    private sealed record Output(string Method, string Target, string[][] Headers);
}
