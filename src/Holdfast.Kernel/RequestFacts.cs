namespace Holdfast.Kernel;

/// <summary>What is known of a request besides its content.</summary>
public sealed record RequestFacts
{
    /// <summary>The address that the request came from.</summary>
    public required string SourceIp { get; init; }

    /// <summary>The client's <c>User-Agent</c>; empty when it sent none.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The client's <c>Referer</c>, if it sent one.</summary>
    public string? Referer { get; init; }

    /// <summary>The host that the client asked.</summary>
    public required string Host { get; init; }

    /// <summary>Whether the request came over TLS.</summary>
    public required bool IsSecure { get; init; }

    /// <summary>The version of TLS as records name it, such as <c>TLSv1.3</c>; null over plain HTTP.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The cipher suite as records name it, such as <c>TLS_AES_128_GCM_SHA256</c>; null over plain HTTP.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>What S3 alone asks; null for other services.</summary>
    public S3RequestFacts? S3 { get; init; }
}
