using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Tests.Archive;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Gateway.Tests.SignIn;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Server;
using Holdfast.Store;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>
/// Runs every implemented operation over the wire, allowed and refused, with a text of its own in each member that holds a secret, and looks for these texts,
/// plain and in the codings that texts travel in, in every byte of the data folder, in every record, in the delivered log files and digests, and in what the server writes.
/// </summary>
public sealed class SecretsOfEveryOperationTests : IDisposable
{
    /// <summary>How the texts of secrets begin, which must be nowhere, and those of members that models mark sensitive and that are kept as they are (the name of a key).</summary>
    private const string Secret = "Zq7+Secret/";
    private const string Masked = "Zq8+Masked/";
    private const string Bucket = "walk-bucket";
    private const string Evidence = "walk-evidence";
    private static readonly Region s_region = new("us-east-1");

    private readonly string _root = Directory.CreateTempSubdirectory("holdfast-walk-").FullName;
    private int _texts;

    private string Data => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task No_secret_of_any_operation_is_in_a_record_a_file_or_what_the_server_writes()
    {
        var found = new List<string>();
        IReadOnlyList<string> records;
        await using (var server = await TestServer.StartAsync(options => (options.IsEphemeral, options.Data, options.LogLevel) = (false, Data, LogLevel.Trace), isSecure: true))
        {
            var known = await PrepareAsync(server);
            var nobody = await NobodyAsync(server);
            await FurtherAsync(server);
            foreach (var operation in Implemented().OrderBy(static operation => operation.Name.StartsWith("Delete", StringComparison.Ordinal)))
            {
                await server.SendAsync(new WireRequests(operation, known, SecretOf).Write(), nobody);
                await server.SendAsync(new WireRequests(operation, known, SecretOf).Write());
            }

            await server.AdvanceAsync(TimeSpan.FromMinutes(3));
            records = await RecordsAsync(server);
            found.AddRange(records.Where(HasAny).Select(static record => "record: " + record));
            found.AddRange((await DeliveredAsync(server)).Where(HasAny).Select(static file => "delivered: " + file));
            found.AddRange(HasAny(server.Log.ToString()) ? ["log"] : []);
        }

        found.AddRange(Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(static file => Has(File.ReadAllBytes(file), Secret)));
        Assert.True(_texts > 100, $"{_texts} secrets were given away");
        Assert.True(found.Count == 0, string.Join('\n', found.Take(10)));
        Assert.Empty(Unrecorded(records));
    }

    [Fact]
    public void A_secret_is_found_in_every_coding()
    {
        var text = $"before {Secret}0001 after";
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.All(
            [text, Uri.EscapeDataString(text), Convert.ToBase64String(bytes), Convert.ToBase64String(bytes.AsSpan(1)), Convert.ToBase64String(bytes.AsSpan(2)), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes)],
            coded => Assert.True(Has(Encoding.UTF8.GetBytes(coded), Secret), coded));
        Assert.True(Has(Encoding.Unicode.GetBytes(text), Secret));
        Assert.False(Has(bytes, Masked));
    }

    private static bool HasAny(string text) => Has(Encoding.UTF8.GetBytes(text), Secret) || Has(Encoding.UTF8.GetBytes(text), Masked);

    private static bool Has(byte[] content, string text) => FormsOf(text).Any(form => content.AsSpan().IndexOf(form) >= 0);

    // In base 64 a text looks different at each of three places; what its neighbours have a part in is left out.
    private static IEnumerable<byte[]> FormsOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        string[] forms =
        [
            text,
            Uri.EscapeDataString(text),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            Convert.ToBase64String(bytes)[..^4],
            Convert.ToBase64String([0, .. bytes])[2..^4],
            Convert.ToBase64String([0, 0, .. bytes])[3..^4],
        ];
        return forms.Select(Encoding.UTF8.GetBytes).Append(Encoding.Unicode.GetBytes(text));
    }

    private static OperationModel[] Implemented()
        => [.. ServiceCatalog.All().SelectMany(static service => service.Model.Operations).Where(static operation => operation.Input is not null)];

    // Each operation that AWS records must have left records, or the walk proves nothing.
    private static IEnumerable<string> Unrecorded(IReadOnlyList<string> records)
    {
        var seen = records.Select(static record => JsonDocument.Parse(record).RootElement)
            .Select(static record => $"{record.GetProperty("eventSource").GetString()}:{record.GetProperty("eventName").GetString()}")
            .ToHashSet(StringComparer.Ordinal);
        return Implemented()
            .Where(operation => !operation.IsUnrecorded && !seen.Contains($"{operation.Service.EventSource}:{operation.EventName}"))
            .Select(static operation => operation.ToString());
    }

    private string? SecretOf(Member member)
    {
        var isSecret = SecretsInRecordsTests.Secrets.Contains(member.Name) && member.Target.Kind is ShapeKind.String or ShapeKind.Blob;
        var isMasked = (member.IsSensitive || member.Target.IsSensitive) && member.Target.Kind is ShapeKind.String or ShapeKind.Blob;
        return isSecret ? $"{Secret}{_texts++:D4}=Horse-Battery" : isMasked ? $"{Masked}{_texts++:D4}=Horse-Battery" : null;
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(TestServer server)
    {
        foreach (var name in (string[])[Bucket, Evidence])
        {
            await server.DoneAsync("PUT", $"/{name}");
        }

        await server.DoneAsync("DELETE", $"/{Evidence}?publicAccessBlock=");
        await server.DoneAsync(
            "PUT",
            $"/{Evidence}?policy=",
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:*","Resource":["arn:aws:s3:::{{Evidence}}","arn:aws:s3:::{{Evidence}}/*"]},{"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::{{Evidence}}","arn:aws:s3:::{{Evidence}}/*"]}]}""");
        await TrailAsync(server, "CreateTrail", $$"""{"Name":"walk","S3BucketName":"{{Evidence}}","EnableLogFileValidation":true}""");
        await TrailAsync(server, "PutEventSelectors", """
            {"TrailName":"walk","AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},
            {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]},
            {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::CloudTrail::Channel"]}]}]}
            """);
        await TrailAsync(server, "StartLogging", """{"Name":"walk"}""");
        await server.IamAsync("Action=CreateUser&UserName=walker");
        var key = JsonDocument.Parse((await server.JsonAsync("kms", "TrentService.CreateKey", "{}")).Body).RootElement.GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;
        return new(StringComparer.Ordinal) { ["Bucket"] = Bucket, ["Key"] = "walk-key", ["UserName"] = "walker", ["KeyId"] = key };
    }

    private static async Task<SignedAs> NobodyAsync(TestServer server)
    {
        await server.IamAsync("Action=CreateUser&UserName=nobody");
        return await server.KeyOfAsync("nobody");
    }

    // What the shapes of operations do not have: keys of customers in headers, a presigned link, a form of the sign-in.
    private async Task FurtherAsync(TestServer server)
    {
        var key = Encoding.UTF8.GetBytes($"{Secret}{_texts++:D4}=Horse-Battery-Xyz!!")[..32];
#pragma warning disable CA5351 // S3 asks for it.
        var hash = Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(key));
#pragma warning restore CA5351
        const string Prefix = "x-amz-server-side-encryption-customer-";
        Protocols.Signing.HeaderField[] sealing = [new(Prefix + "algorithm", "AES256"), new(Prefix + "key", Convert.ToBase64String(key)), new(Prefix + "key-MD5", hash)];
        await server.DoneAsync("PUT", $"/{Bucket}/sealed", "text", sealing);
        Assert.Equal("text", (await server.DoneAsync("GET", $"/{Bucket}/sealed", "", sealing)).Body);
        await server.MakeUserAsync("walker-2");
        await new Browser(server).SignInAsync("walker-2", $"{Secret}{_texts++:D4}");
        await new Browser(server).SignInAsync($"{Secret}{_texts++:D4}", "guess");
        await new Browser(server).PostAsync("/saml", ("SAMLResponse", Convert.ToBase64String(Encoding.UTF8.GetBytes($"<a>{Secret}{_texts++:D4}</a>"))));
        await server.AnonymousAsync("GET", $"/{Bucket}/sealed?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20300101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20300101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature={Uri.EscapeDataString(Secret)}");
    }

    private static async Task TrailAsync(TestServer server, string operation, string json)
    {
        var reply = await server.JsonAsync("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101." + operation, json);
        Assert.True(reply.Code == 200, reply.Body);
    }

    private static async Task<IReadOnlyList<string>> RecordsAsync(TestServer server)
    {
        var texts = new List<string>();
        foreach (var stream in new[] { AuditStream.NameOf(AuditLog.Account, s_region), AuditStream.DataNameOf(AuditLog.Account, s_region) })
        {
            using var transaction = server.Server.Store.Begin(new Cause("test", 0));
            var entries = await transaction.SearchStreamAsync(new() { Stream = stream, Limit = 10_000 }, TestContext.Current.CancellationToken);
            texts.AddRange(entries.Select(static entry => Encoding.UTF8.GetString(entry.Payload.Span)));
        }

        return texts;
    }

    private static async Task<IReadOnlyList<string>> DeliveredAsync(TestServer server)
    {
        var listing = (await server.DoneAsync("GET", $"/{Evidence}?list-type=2&prefix=AWSLogs")).Body;
        var keys = listing.Split("<Key>").Skip(1).Select(static part => part[..part.IndexOf("</Key>", StringComparison.Ordinal)]).Where(static key => key.EndsWith(".gz", StringComparison.Ordinal)).ToList();
        Assert.Contains(keys, static key => key.Contains("/CloudTrail-Digest/", StringComparison.Ordinal));
        using var client = server.Unpacking();
        var files = new List<string>();
        foreach (var key in keys)
        {
            files.Add(await client.GetStringAsync(new Uri(server.Address, $"/{Evidence}/{key}"), TestContext.Current.CancellationToken));
        }

        Assert.Contains(files, static file => file.Contains("\"eventName\":\"CreateLoginProfile\"", StringComparison.Ordinal));
        return files;
    }
}
