using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>Gives a real server secrets, takes secrets from it, and looks for them in the bytes of its data folder, in its records and log files unpacked, and in what it logs.</summary>
public sealed class SecretsInRawBytesTests : IDisposable
{
    private const string Password = "Correct-Horse-Battery-7";
    private const string NewPassword = "Another-Horse-Battery-8";
    private const string Plaintext = "the plain text of an order";

    private readonly string _root = Directory.CreateTempSubdirectory("holdfast-secrets-").FullName;

    private string Data => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task No_secret_is_in_the_data_folder_in_a_record_in_a_log_file_or_in_the_log()
    {
        var secrets = new List<string> { Password, NewPassword, Plaintext, Convert.ToBase64String(Encoding.UTF8.GetBytes(Plaintext)) };
        var texts = new List<string>();
        await using (var server = await TestServer.StartAsync(options => (options.IsEphemeral, options.Data, options.LogLevel) = (false, Data, LogLevel.Trace)))
        {
            await CallAsync(server, secrets);
            texts.AddRange(await RecordsAsync(server.Server.Store));
            texts.Add(server.Log.ToString());
        }

        Assert.True(secrets.Count >= 9);
        Assert.Contains(texts, static text => text.Contains("CreateAccessKey", StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal));
            Assert.All(Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories), file => Assert.False(Has(file, secret), $"{file} has a secret"));
        }
    }

    private static async Task CallAsync(TestServer server, List<string> secrets)
    {
        await IamAsync("CreateUser", "&UserName=alice");
        await IamAsync("CreateLoginProfile", $"&UserName=alice&Password={Password}");
        await IamAsync("UpdateLoginProfile", $"&UserName=alice&Password={NewPassword}");
        var key = await IamAsync("CreateAccessKey", "&UserName=alice");
        secrets.Add(Element("SecretAccessKey").Match(key).Groups["value"].Value);
        var device = await IamAsync("CreateVirtualMFADevice", "&VirtualMFADeviceName=phone");
        secrets.Add(Encoding.ASCII.GetString(Convert.FromBase64String(Element("Base32StringSeed").Match(device).Groups["value"].Value)));
        var session = (await server.QueryAsync("sts", "Action=GetSessionToken&Version=2011-06-15")).Body;
        secrets.Add(Element("SecretAccessKey").Match(session).Groups["value"].Value);
        var id = await KmsAsync("CreateKey", "{}", "KeyMetadata", "KeyId");
        await KmsAsync("Encrypt", $$"""{"KeyId":"{{id}}","Plaintext":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Plaintext))}}"}""");
        secrets.Add(await KmsAsync("GenerateDataKey", $$"""{"KeyId":"{{id}}","KeySpec":"AES_256"}""", "Plaintext"));
        secrets.Add(await KmsAsync("GenerateRandom", """{"NumberOfBytes":32}""", "Plaintext"));
        await RefusedAsync();

        async Task<string> IamAsync(string action, string form)
        {
            var reply = await server.QueryAsync("iam", $"Action={action}&Version=2010-05-08{form}");
            Assert.True(reply.Code == 200, reply.Body);
            return reply.Body;
        }

        async Task<string> KmsAsync(string operation, string json, params string[] path)
        {
            var reply = await server.JsonAsync("kms", $"TrentService.{operation}", json);
            Assert.True(reply.Code == 200, reply.Body);
            var found = JsonDocument.Parse(reply.Body).RootElement;
            foreach (var name in path)
            {
                found = found.GetProperty(name);
            }

            return found.ToString();
        }

        // A refused call is recorded and logged too.
        async Task RefusedAsync() => await server.QueryAsync("iam", $"Action=CreateLoginProfile&Version=2010-05-08&UserName=nobody&Password={Password}");
    }

    // Blocks are packed, so the records are read through the store as well.
    private static async Task<IEnumerable<string>> RecordsAsync(IStore store)
    {
        var texts = new List<string>();
        foreach (var stream in new[] { AuditStream.NameOf(AuditLog.Account, new Region("us-east-1")), AuditStream.DataNameOf(AuditLog.Account, new Region("us-east-1")) })
        {
            using var transaction = store.Begin(new Cause("test", 0));
            var entries = await transaction.SearchStreamAsync(new() { Stream = stream, Limit = 10_000 }, TestContext.Current.CancellationToken);
            texts.AddRange(entries.Select(static entry => Encoding.UTF8.GetString(entry.Payload.Span)));
        }

        return texts;
    }

    private static bool Has(string file, string secret)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0
            || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) >= 0
            || (bytes is [0x1F, 0x8B, ..] && Unpack(bytes).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0);
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var unpacker = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var content = new MemoryStream();
        unpacker.CopyTo(content);
        return content.ToArray();
    }

    private static Regex Element(string name) => new($"<{name}>(?<value>[^<]+)</{name}>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
}
