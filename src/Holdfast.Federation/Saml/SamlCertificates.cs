using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Federation.Saml;

/// <summary>Reads the certificates that providers sign with.</summary>
internal static class SamlCertificates
{
    private const int RsaBitsMin = 1_024;
    private const int EcBitsMin = 256;

    /// <summary>Reads a certificate from DER in base 64; null when it is none, or its key is too short to be believed.</summary>
    public static X509Certificate2? TryLoad(string base64)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
            if (IsStrong(certificate))
            {
                return certificate;
            }

            certificate.Dispose();
            return null;
        }
        catch (Exception bad) when (bad is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static bool IsStrong(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.KeySize >= RsaBitsMin;
        }

        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is { KeySize: >= EcBitsMin };
    }
}
