using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Services.Iam.Certificates;

/// <summary>Reads X.509 certificates and private keys in PEM, and owns IAM's words for those that cannot be read.</summary>
internal static class PemCertificates
{
    private const string Label = "CERTIFICATE";

    /// <summary>Reads the one certificate in a text.</summary>
    /// <exception cref="MalformedCertificateException">There is none, or more than one.</exception>
    public static X509Certificate2 ReadOne(string pem)
    {
        var rest = pem.AsSpan();
        if (TryTake(ref rest, out var certificate))
        {
            if (rest.IsWhiteSpace())
            {
                return certificate;
            }

            certificate.Dispose();
        }

        throw new MalformedCertificateException("Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }

    /// <summary>Reads a chain: each certificate signs the one before it.</summary>
    /// <exception cref="MalformedCertificateException">It is no chain from the certificate upwards.</exception>
    public static void CheckChain(string pem, X509Certificate2 certificate)
    {
        var rest = pem.AsSpan();
        var subject = certificate;
        var index = 0;
        do
        {
            var isInOrder = TryTake(ref rest, out var issuer) && IsIssuedBy(subject, issuer);
            if (index++ > 0)
            {
                subject.Dispose();
            }

            if (!isInOrder)
            {
                issuer?.Dispose();
                throw new MalformedCertificateException(
                    "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any "
                    + $"intermediaries in order. The index within the chain of the invalid certificate is: {index - 1}");
            }

            subject = issuer!;
        }
        while (!rest.IsWhiteSpace());

        subject.Dispose();
    }

    /// <summary>Says what is wrong with the time of a certificate; null when it is valid now.</summary>
    public static string? FindFaultOfTime(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (now > new DateTimeOffset(certificate.NotAfter))
        {
            return "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.";
        }

        return now < new DateTimeOffset(certificate.NotBefore)
            ? "Certificate is not yet valid. The 'Not Before' date restriction on the certificate has not passed."
            : null;
    }

    /// <summary>Checks that a private key, which is not encrypted, belongs to a certificate.</summary>
    /// <exception cref="MalformedCertificateException">It is no private key.</exception>
    /// <exception cref="KeyPairMismatchException">It is another's.</exception>
    public static void CheckPrivateKey(string pem, X509Certificate2 certificate)
    {
        try
        {
            using var key = ReadPrivateKey(pem, certificate);
            using var own = certificate.GetRSAPublicKey() ?? (AsymmetricAlgorithm?)certificate.GetECDsaPublicKey();
            if (key is null || own is null || !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own.ExportSubjectPublicKeyInfo()))
            {
                throw new KeyPairMismatchException("The public key certificate and the private key do not match.");
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new MalformedCertificateException("Invalid Private Key.");
        }
    }

    // Null for a key of another kind than the certificate's.
    private static AsymmetricAlgorithm? ReadPrivateKey(string pem, X509Certificate2 certificate)
    {
        if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new ArgumentException("There is no private key.", nameof(pem));
        }

        AsymmetricAlgorithm own = certificate.GetKeyAlgorithm() == "1.2.840.113549.1.1.1" ? RSA.Create() : ECDsa.Create();
        try
        {
            Import(own, pem);
            return own;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            own.Dispose();
            using AsymmetricAlgorithm other = own is RSA ? ECDsa.Create() : RSA.Create();
            Import(other, pem);
            return null;
        }
    }

    private static void Import(AsymmetricAlgorithm key, string pem)
    {
        if (key is RSA rsa)
        {
            rsa.ImportFromPem(pem);
        }
        else
        {
            ((ECDsa)key).ImportFromPem(pem);
        }
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, [NotNullWhen(true)] out X509Certificate2? certificate)
    {
        certificate = null;
        if (!PemEncoding.TryFind(rest, out var fields) || !rest[fields.Label].SequenceEqual(Label))
        {
            return false;
        }

        var der = new byte[fields.DecodedDataLength];
        Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _);
        rest = rest[fields.Location.End..];
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Only the signature is asked about: neither time, nor trust, nor what the issuer may sign.
    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
        {
            return false;
        }

        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationFlags = X509VerificationFlags.AllFlags,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(issuer);
        var isValid = chain.Build(certificate);
        return isValid && chain.ChainElements.Count > 1 && chain.ChainElements[1].Certificate.RawData.AsSpan().SequenceEqual(issuer.RawData);
    }
}
