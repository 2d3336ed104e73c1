using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Server.Federation;

/// <summary>Decides whether the host of an OIDC provider is the one that was meant, by public trust or by thumbprint.</summary>
/// <remarks>"Obtain the thumbprint for an OpenID Connect identity provider": it is the SHA-1 of the topmost certificate of the chain that the host shows.</remarks>
internal static class ProviderCertificates
{
    /// <summary>Says whether a chain is trusted publicly, or ends in a certificate of one of the thumbprints.</summary>
    public static bool IsTrusted(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors, IReadOnlyList<string> thumbprints)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // A wrong name is wrong whoever vouches for it.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || thumbprints.Count == 0)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.DisableCertificateDownloads = true;

        // Everything but the end of the chain is still checked: signatures, dates, what the certificates are for.
        own.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        own.ChainPolicy.ExtraStore.AddRange(Shown(certificate, chain));
        return own.Build(certificate) && own.ChainElements.Any(element => thumbprints.Contains(ThumbprintOf(element.Certificate), StringComparer.Ordinal));
    }

    /// <summary>The thumbprint of the topmost certificate that the host showed.</summary>
    public static string TopThumbprint(X509Certificate2 certificate, X509Chain chain)
    {
        var shown = Shown(certificate, chain);
        var top = certificate;
        for (var i = 0; i < shown.Count && shown.FirstOrDefault(next => IsIssuerOf(next, top)) is { } issuer; i++)
        {
            top = issuer;
        }

        return ThumbprintOf(top);
    }

    private static bool IsIssuerOf(X509Certificate2 issuer, X509Certificate2 certificate)
        => issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            && !issuer.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span);

    // What the host sent is in the extra store; what this machine added is not, and must not count.
    private static X509Certificate2Collection Shown(X509Certificate2 certificate, X509Chain chain)
        => [certificate, .. chain.ChainPolicy.ExtraStore];

    private static string ThumbprintOf(X509Certificate2 certificate)
        => Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA1));
}
