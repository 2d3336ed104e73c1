namespace Holdfast.Kernel.Ports;

/// <summary>The keys that OIDC providers publish, as they were given or last fetched.</summary>
/// <remarks>Finding never waits; fetching does, and belongs into the work of an <see cref="OutsideNeededException"/>.</remarks>
public interface IWebKeySource
{
    /// <summary>Finds the keys of an issuer; null when they must be fetched first.</summary>
    WebKeys? Find(WebIssuer issuer, DateTimeOffset now);

    /// <summary>Fetches the keys of an issuer. It does not throw: that they could not be had is what is then found.</summary>
    ValueTask FetchAsync(WebIssuer issuer, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Finds the thumbprint of the topmost certificate that the host of an issuer shows; null when it must be fetched first.</summary>
    WebThumbprint? FindThumbprint(string url, DateTimeOffset now);

    /// <summary>Fetches the thumbprint of an issuer's host. It does not throw.</summary>
    ValueTask FetchThumbprintAsync(string url, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An issuer whose keys are wanted.</summary>
/// <param name="Url">Its URL, <c>https://…</c>, as tokens name it.</param>
/// <param name="Thumbprints">The SHA-1 thumbprints of the authorities that are trusted for its host beside the public ones.</param>
public sealed record WebIssuer(string Url, IReadOnlyList<string> Thumbprints);

/// <summary>The keys of an issuer, or why there are none.</summary>
/// <param name="FetchedAt">When they were fetched.</param>
/// <param name="KeySet">The JWK set; null when there is a fault.</param>
/// <param name="Fault">Why there are none; null when there are.</param>
public sealed record WebKeys(DateTimeOffset FetchedAt, ReadOnlyMemory<byte>? KeySet, WebKeyFault? Fault);

/// <summary>The thumbprint of an issuer's host, or none when the host could not be reached.</summary>
/// <param name="Sha1">Forty hexadecimal digits; null when the host could not be reached.</param>
public sealed record WebThumbprint(string? Sha1);

/// <summary>Why the keys of an issuer could not be had.</summary>
public enum WebKeyFault
{
    /// <summary>The host could not be reached, or was too slow.</summary>
    Unreachable,

    /// <summary>The host's certificate is trusted neither publicly nor by a thumbprint.</summary>
    Untrusted,

    /// <summary>The host answered something else than a discovery document and keys.</summary>
    Unreadable,
}
