using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Holdfast.Gateway.Listening;

/// <summary>What the first bytes of a connection said: whether it is encrypted, and how.</summary>
internal sealed class ConnectionFacts : ITlsConnectionFeature, ITlsApplicationProtocolFeature
{
    /// <summary>The version as records name it; null over plain HTTP.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The cipher suite as records name it; null over plain HTTP.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsSecure => TlsVersion is not null;

    /// <summary>The protocol that was agreed on.</summary>
    public ReadOnlyMemory<byte> ApplicationProtocol { get; init; }

    /// <summary>Clients authenticate by signatures, never by certificates.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Gives a version the name that CloudTrail gives it.</summary>
    public static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLSv1.2",
        SslProtocols.Tls13 => "TLSv1.3",
        _ => protocol.ToString(),
    };

    /// <inheritdoc/>
    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken)
        => Task.FromResult<X509Certificate2?>(null);
}
