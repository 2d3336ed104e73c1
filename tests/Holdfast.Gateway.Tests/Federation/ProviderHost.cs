using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Testing.Federation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Tests.Federation;

/// <summary>The host of an OIDC provider, over HTTPS on loopback, with an authority of its own.</summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2 _leaf;

    private ProviderHost(WebApplication application, X509Certificate2 authority, X509Certificate2 leaf, Dictionary<string, RequestDelegate> pages)
    {
        _application = application;
        Authority = authority;
        _leaf = leaf;
        Pages = pages;
        var address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Issuer = new TokenIssuer { Url = $"https://localhost:{address.Port}" };
    }

    /// <summary>The authority that signed the host's certificate; the host shows it, and not the root above it, as hosts do.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The thumbprint of the authority, as IAM writes it.</summary>
    public string Thumbprint => Convert.ToHexStringLower(Authority.GetCertHash(HashAlgorithmName.SHA1));

    /// <summary>The issuer of tokens at this host.</summary>
    public TokenIssuer Issuer { get; }

    /// <summary>The pages, by path; without one of its own a path has that of a well-behaved provider.</summary>
    public Dictionary<string, RequestDelegate> Pages { get; }

    /// <summary>The paths that were asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Starts a host.</summary>
    /// <param name="name">The name in its certificate.</param>
    public static async Task<ProviderHost> StartAsync(string name = "localhost")
    {
        var (authority, leaf) = MakeCertificates(name);
        var pages = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = leaf;
                https.ServerCertificateChain = [authority];
            })));
        var application = builder.Build();
        ProviderHost? host = null;
        application.Run(context => host!.AnswerAsync(context));
        await application.StartAsync();
        host = new ProviderHost(application, authority, leaf, pages);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Issuer.Dispose();
        Authority.Dispose();
        _leaf.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        lock (Asked)
        {
            Asked.Add(context.Request.Path);
        }

        return Pages.TryGetValue(context.Request.Path, out var page) ? page(context) : context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => context.Response.WriteAsync($$"""{"issuer":"{{Issuer.Url}}","jwks_uri":"{{Issuer.Url}}/keys"}"""),
            "/keys" => context.Response.WriteAsync(Encoding.UTF8.GetString(Issuer.KeySet())),
            _ => Task.FromResult(context.Response.StatusCode = 404),
        };
    }

    private static (X509Certificate2 Authority, X509Certificate2 Leaf) MakeCertificates(string name)
    {
        var start = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = AuthorityRequest("CN=Test root", rootKey).CreateSelfSigned(start, start.AddDays(10));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = AuthorityRequest("CN=Test authority", authorityKey).Create(root, start, start.AddDays(9), [1, 2, 3]);
        using var issuer = authority.CopyWithPrivateKey(authorityKey);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var leaf = request.Create(issuer, start, start.AddDays(8), [1, 2, 3, 4]);
        using var withKey = leaf.CopyWithPrivateKey(key);
        return (X509CertificateLoader.LoadCertificate(authority.RawData), X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null));
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }
}
