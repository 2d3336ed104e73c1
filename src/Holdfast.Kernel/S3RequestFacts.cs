namespace Holdfast.Kernel;

/// <summary>What only the conditions and records of S3 ask of a request (S3 User Guide, "Policy keys").</summary>
public sealed record S3RequestFacts
{
    /// <summary>How the request is signed (<c>s3:authType</c>): <c>REST-HEADER</c>, <c>REST-QUERY-STRING</c> or <c>POST</c>; null when nobody signed.</summary>
    public string? AuthenticationType { get; init; }

    /// <summary>The version of the signature (<c>s3:signatureversion</c>): <c>AWS4-HMAC-SHA256</c> or <c>AWS</c>; null when nobody signed.</summary>
    public string? SignatureVersion { get; init; }

    /// <summary>How long ago it was signed (<c>s3:signatureAge</c>); null when nobody signed.</summary>
    public TimeSpan? SignatureAge { get; init; }

    /// <summary>What the request says of the hash of its body (<c>s3:x-amz-content-sha256</c>).</summary>
    public string? ContentHash { get; init; }

    /// <summary>Whether the requester says that it pays (<c>x-amz-request-payer</c>).</summary>
    public bool PaysItself { get; init; }

    /// <summary>How many bytes the body has that came with the request; null when it does not say.</summary>
    public long? ContentLength { get; init; }

    /// <summary>Whether the request names an encryption by the server (<c>x-amz-server-side-encryption</c>), which only those that write may.</summary>
    public bool NamesEncryption { get; init; }
}
