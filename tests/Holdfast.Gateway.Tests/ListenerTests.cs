using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Gateway.Listening;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests;

public sealed class ListenerTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http", "1.1")]
    [InlineData("http", "2.0")]
    [InlineData("https", "1.1")]
    [InlineData("https", "2.0")]
    public async Task One_port_serves_both_schemes_in_both_versions(string scheme, string version)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Trusting(server);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{scheme}://localhost:{server.Server.Port}/_holdfast/health"))
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request, Ended);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new Version(version), response.Version);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(6_000)]
    [InlineData(40_000)]
    [InlineData(400_000)]
    public async Task Takes_a_body_over_tls_however_many_pieces_it_comes_in(int length)
    {
        await using var server = await TestServer.StartAsync(isSecure: true);

        var reply = await server.QueryAsync("iam", $"Action=CreateSAMLProvider&Version=2010-05-08&Name=corp&SAMLMetadataDocument={new string('x', length)}");

        Assert.Equal(400, reply.Code);
        Assert.Contains("InvalidInput", reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("bucket.s3.localhost")]
    [InlineData("iam.amazonaws.com")]
    [InlineData("logs.eu-west-1.amazonaws.com")]
    public async Task Vouches_for_every_name_that_clients_ask_for(string name)
    {
        await using var server = await TestServer.StartAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Server.Port, Ended);
        await using var tls = new SslStream(socket.GetStream());

        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name, CertificateChainPolicy = PolicyOf(server) }, Ended);

        Assert.True(tls.IsAuthenticated);
        Assert.True(tls.SslProtocol is SslProtocols.Tls12 or SslProtocols.Tls13);
    }

    [Fact]
    public async Task The_record_names_the_version_and_cipher_of_a_call_over_tls()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Trusting(server);
        var host = $"localhost:{server.Server.Port}";
        var scope = new Protocols.Signing.SigningScope { Service = "sts", Region = "us-east-1" };
        const string Target = "/?Action=GetCallerIdentity&Version=2011-06-15";
        var signed = new Protocols.Signing.RequestSigner(new("test", "test"), scope)
            .Sign("GET", Target, [new("Host", host)], [], TimeProvider.System.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://{host}{Target}"));
        foreach (var (name, value) in signed)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, Ended);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var details = Assert.Single(await AuditLog.ReadAsync(server)).GetProperty("tlsDetails");
        Assert.StartsWith("TLSv1.", details.GetProperty("tlsVersion").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("TLS_", details.GetProperty("cipherSuite").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed_in_time()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.HandshakeTimeout = TimeSpan.FromMilliseconds(50));
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Server.Port, Ended);

        var read = await socket.GetStream().ReadAsync(new byte[1], Ended);

        Assert.Equal(0, read);
    }

    [Fact]
    public void The_names_of_a_stranger_get_the_default_certificate()
    {
        using var authority = LocalAuthority.Create(TimeProvider.System);

        Assert.Same(authority.ContextFor(null), authority.ContextFor("bank.example"));
        Assert.NotSame(authority.ContextFor(null), authority.ContextFor("iam.amazonaws.com"));
    }

    [Fact]
    public void An_authority_is_the_same_after_it_was_stored()
    {
        using var made = LocalAuthority.Create(TimeProvider.System);

        using var loaded = LocalAuthority.Load(made.ExportPem(), TimeProvider.System);

        Assert.Equal(made.CertificatePem, loaded.CertificatePem);
        Assert.NotNull(loaded.ContextFor("localhost"));
    }

    private static X509ChainPolicy PolicyOf(TestServer server)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(server.Server.CertificatePem));
        return policy;
    }

    private static HttpClient Trusting(TestServer server) => new(new SocketsHttpHandler
    {
        SslOptions = { CertificateChainPolicy = PolicyOf(server) },
    });
}
