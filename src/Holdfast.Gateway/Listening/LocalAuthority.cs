using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Gateway.Listening;

/// <summary>The local certificate authority: it vouches for every name under which a client may ask this server.</summary>
/// <remarks>The authority is made at first start; certificates for names are made when a client first asks for them, and are never stored.</remarks>
public sealed class LocalAuthority : IDisposable
{
    private const string Subject = "CN=Holdfast local certificate authority";
    private const int NamesMax = 256;
    private const int NameLengthMax = 253;
    private const int AuthorityYears = 10;

    // Clients refuse server certificates that are valid for longer than 825 days.
    private const int LeafDays = 397;

    private static readonly string[] DefaultNames = ["localhost", "*.localhost", "*.s3.localhost"];

    private readonly ConcurrentDictionary<string, SslStreamCertificateContext> _contexts = new(StringComparer.OrdinalIgnoreCase);
    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;
    private readonly Lazy<ECDsa> _leafKey = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private LocalAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        _certificate = certificate;
        _time = time;
    }

    /// <summary>The certificate that a client has to trust, in PEM.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>Makes an authority that lives as long as the process.</summary>
    public static LocalAuthority Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new LocalAuthority(MakeAuthority(key, time.GetUtcNow()), time);
    }

    /// <summary>Reads an authority from the PEM that <see cref="ExportPem"/> gave.</summary>
    /// <exception cref="CryptographicException">The text is not a certificate with its key.</exception>
    public static LocalAuthority Load(string pem, TimeProvider time) => new(X509Certificate2.CreateFromPem(pem, pem), time);

    /// <summary>Gives the certificate and its private key in PEM, for a file that only its owner may read.</summary>
    public string ExportPem()
    {
        using var key = _certificate.GetECDsaPrivateKey()
            ?? throw new CryptographicException("The certificate of the local authority has no key.");
        return $"{CertificatePem}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>Gives the certificate for a name that a client asks for; the default one when it asks for none that this server may have.</summary>
    public SslStreamCertificateContext ContextFor(string? name)
    {
        var known = name is { Length: > 0 and <= NameLengthMax } && MayVouchFor(name) ? name : "";
        if (_contexts.TryGetValue(known, out var context))
        {
            return context;
        }

        if (_contexts.Count >= NamesMax)
        {
            // A client that tries names one after another costs work, never memory.
            _contexts.Clear();
        }

        return _contexts.GetOrAdd(known, MakeContext);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        if (_leafKey.IsValueCreated)
        {
            _leafKey.Value.Dispose();
        }
    }

    private static bool MayVouchFor(string name)
    {
        if (Uri.CheckHostName(name) != UriHostNameType.Dns)
        {
            return false;
        }

        return !name.Contains('.', StringComparison.Ordinal)
            || IsUnder(name, "localhost") || IsUnder(name, "localhost.localstack.cloud")
            || IsUnder(name, "amazonaws.com") || IsUnder(name, "amazonaws.com.cn") || IsUnder(name, "api.aws");
    }

    private static bool IsUnder(string name, string parent)
        => name.EndsWith(parent, StringComparison.OrdinalIgnoreCase)
            && (name.Length == parent.Length || name[name.Length - parent.Length - 1] == '.');

    private static X509Certificate2 MakeAuthority(ECDsa key, DateTimeOffset now)
    {
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(AuthorityYears));
    }

    private SslStreamCertificateContext MakeContext(string name)
    {
        var now = _time.GetUtcNow();
        var request = new CertificateRequest($"CN={(name.Length == 0 ? "localhost" : "Holdfast")}", _leafKey.Value, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(NamesOf(name));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        Span<byte> serial = stackalloc byte[16];
        RandomNumberGenerator.Fill(serial);
        serial[0] &= 0x7F;
        var until = now.AddDays(LeafDays);
        var end = new DateTimeOffset(_certificate.NotAfter);
        using var leaf = request.Create(_certificate, now.AddDays(-1), until < end ? until : end, serial);
        var withKey = leaf.CopyWithPrivateKey(_leafKey.Value);
        if (OperatingSystem.IsWindows())
        {
            // Windows serves only keys that were imported.
            withKey = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
        }

        return SslStreamCertificateContext.Create(withKey, [_certificate], offline: true);
    }

    private static X509Extension NamesOf(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (name.Length > 0)
        {
            names.AddDnsName(name);
            return names.Build();
        }

        foreach (var each in DefaultNames)
        {
            names.AddDnsName(each);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
