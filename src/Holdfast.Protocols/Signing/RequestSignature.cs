namespace Holdfast.Protocols.Signing;

/// <summary>The signature of a request, taken apart and checked for shape, scope and date, not yet for truth.</summary>
/// <remarks>Its spans point into the request's own strings; it lives as long as they do.</remarks>
public readonly ref struct RequestSignature
{
    /// <summary>
    /// The way in which the request is signed; <see cref="SignatureForm.None"/> for an anonymous one.
    /// </summary>
    public SignatureForm Form { get; init; }

    /// <summary>The access key id whose secret must have made the signature.</summary>
    public ReadOnlySpan<char> AccessKeyId { get; init; }

    /// <summary>The day, region and service the credential is scoped to; empty in Signature Version 2.</summary>
    public CredentialScope Scope { get; init; }

    /// <summary>The names of the signed headers, as sent: <c>host;x-amz-date</c>.</summary>
    public ReadOnlySpan<char> SignedHeaders { get; init; }

    /// <summary>The signature as sent: 64 hexadecimal digits, or Base64 in Signature Version 2.</summary>
    public ReadOnlySpan<char> Signature { get; init; }

    /// <summary>The time at which the request says it was signed.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>How the signature covers the body.</summary>
    public PayloadKind Payload { get; init; }

    /// <summary>The hash of the body that the request states, for <see cref="PayloadKind.StatedHash"/>.</summary>
    public ReadOnlySpan<char> StatedHash { get; init; }

    /// <summary>The session token, or <see langword="null"/> for a long-term credential.</summary>
    public string? SessionToken { get; init; }

    /// <summary>
    /// The expiry that a Version 2 query states in seconds since 1970, as sent; it is part of what is signed.
    /// </summary>
    internal ReadOnlySpan<char> ExpiresText { get; init; }
}
