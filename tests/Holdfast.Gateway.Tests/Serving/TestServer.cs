using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Protocols.Signing;
using Holdfast.Server;
using Holdfast.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Tests.Serving;

/// <summary>A real server in this process, in memory, on a port of the operating system's choice; clients reach it over loopback.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly bool _isSecure;

    private TestServer(HoldfastServer server, StringWriter log, bool isSecure)
    {
        (Server, Log, _isSecure) = (server, log, isSecure);
        _client = new(Handler());
    }

    public HoldfastServer Server { get; }

    public StringWriter Log { get; }

    public Uri Address => new(_isSecure ? $"https://localhost:{Server.Port}/" : $"http://127.0.0.1:{Server.Port}/");

    /// <summary>What clients call themselves; nothing when empty.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Changes its options.</param>
    /// <param name="isSecure">Whether clients speak TLS with it.</param>
    public static async Task<TestServer> StartAsync(Action<ServerOptions>? configure = null, bool isSecure = false)
    {
        var options = new ServerOptions { IsDev = true, IsEphemeral = true, Port = 0, LogLevel = LogLevel.Warning };
        configure?.Invoke(options);
        var log = new StringWriter();
        return new TestServer(await HoldfastServer.StartAsync(options, TextWriter.Synchronized(log)), log, isSecure) { UserAgent = isSecure ? "aws-cli/2.13.5 Python/3.11.4" : "" };
    }

    /// <summary>Sends a query call, signed.</summary>
    public Task<Reply> QueryAsync(string service, string form, SignedAs? caller = null)
        => SendAsync(new Ask(service, "POST", "/", form, [new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]), caller);

    /// <summary>Sends a JSON call, signed.</summary>
    public Task<Reply> JsonAsync(string service, string target, string json, SignedAs? caller = null)
        => SendAsync(new Ask(service, "POST", "/", json, [new("Content-Type", "application/x-amz-json-1.1"), new("X-Amz-Target", target)]), caller);

    /// <summary>Sends a call, signed.</summary>
    public async Task<Reply> SendAsync(Ask ask, SignedAs? caller = null)
    {
        caller ??= SignedAs.Root;
        var scope = new SigningScope { Service = ask.Service, Region = caller.Region, IsS3 = ask.Service == "s3" };
        var signer = new RequestSigner(new SigningSecret(caller.AccessKeyId, caller.Secret), scope, caller.SessionToken);
        HeaderField[] headers = [.. ask.Headers, new("Host", ask.Host ?? Address.Authority)];
        var signed = signer.Sign(ask.Method, ask.Target, headers, Encoding.UTF8.GetBytes(ask.Body), TimeProvider.System.GetUtcNow() + caller.Skew);
        return await SendRawAsync(ask.Method, ask.Target, ask.Body, signed);
    }

    /// <summary>Sends a request as it is.</summary>
    public async Task<Reply> SendRawAsync(string method, string target, string body, IEnumerable<HeaderField> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, target));
        if (method != "GET" || body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        if (UserAgent.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response);
    }

    /// <summary>A client that unpacks what it gets.</summary>
    public HttpClient Unpacking()
    {
        var handler = Handler();
        handler.AutomaticDecompression = DecompressionMethods.GZip;
        return new(handler);
    }

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (_isSecure)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(Server.CertificatePem));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
        await Log.DisposeAsync();
    }
}

/// <summary>A call to be signed.</summary>
internal sealed record Ask(string Service, string Method, string Target, string Body, IReadOnlyList<HeaderField> Headers)
{
    public string? Host { get; init; }
}

/// <summary>Who signs.</summary>
internal sealed record SignedAs(string AccessKeyId, string Secret)
{
    public static SignedAs Root { get; } = new("test", "test");

    public string Region { get; init; } = "us-east-1";

    public string? SessionToken { get; init; }

    public TimeSpan Skew { get; init; }
}

/// <summary>What came back.</summary>
internal sealed record Reply(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public int Code => (int)Status;

    public static async Task<Reply> OfAsync(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            headers[name] = string.Join(',', values);
        }

        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}
