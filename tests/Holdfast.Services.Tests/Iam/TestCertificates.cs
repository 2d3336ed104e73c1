using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Services.Tests.Iam;

/// <summary>A certificate authority in the tests' own hands, valid in the world's time.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset s_from = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_until = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _authority = MakeAuthority("CN=Test authority");
    private readonly X509Certificate2 _intermediate;

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test intermediate", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var signed = request.Create(_authority, s_from, s_until, [7]);
        _intermediate = signed.CopyWithPrivateKey(key);
    }

    /// <summary>When what is made ceases to be valid.</summary>
    public static DateTimeOffset Until => s_until;

    /// <summary>The intermediate and the root, in order.</summary>
    public string Chain => _intermediate.ExportCertificatePem() + "\n" + _authority.ExportCertificatePem();

    /// <summary>The root alone.</summary>
    public string Root => _authority.ExportCertificatePem();

    /// <summary>Makes a certificate of a fresh RSA key, signed by the intermediate.</summary>
    public (string Body, string Key) Rsa(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        return (Issue(new("CN=www.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), from, until), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Makes a certificate of a fresh elliptic key, signed by the intermediate.</summary>
    public (string Body, string Key) Elliptic(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (Issue(new("CN=www.example.com", key, HashAlgorithmName.SHA256), from, until), key.ExportECPrivateKeyPem());
    }

    /// <summary>Another root of the same name, with another key.</summary>
    public static string OtherRoot()
    {
        using var other = MakeAuthority("CN=Test intermediate");
        return other.ExportCertificatePem();
    }

    public void Dispose()
    {
        _intermediate.Dispose();
        _authority.Dispose();
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(s_from, s_until);
    }

    private string Issue(CertificateRequest request, DateTimeOffset? from, DateTimeOffset? until)
    {
        using var certificate = request.Create(
            _intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(_intermediate.GetECDsaPrivateKey()!), from ?? s_from, until ?? s_until, [42]);
        return certificate.ExportCertificatePem();
    }
}
