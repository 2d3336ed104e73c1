namespace Holdfast.Protocols.Signing;

/// <summary>
/// Why a request was not authenticated; <see cref="RefusalCodes"/> gives each protocol's code and status.
/// </summary>
public enum RefusalKind
{
    /// <summary>An anonymous request where a signed one is needed.</summary>
    MissingAuthentication,

    /// <summary>The signature lacks a part or has one that cannot be read.</summary>
    IncompleteSignature,

    /// <summary>S3: the <c>Authorization</c> header cannot be read or is scoped elsewhere.</summary>
    MalformedHeader,

    /// <summary>S3: the presigned query cannot be read or is scoped elsewhere.</summary>
    MalformedQuery,

    /// <summary>The credential is scoped to another region, service, day or terminator.</summary>
    WrongScope,

    /// <summary>The access key does not exist, or is not active.</summary>
    UnknownAccessKey,

    /// <summary>The session token does not belong to the access key, or is not one.</summary>
    InvalidToken,

    /// <summary>The session is over.</summary>
    ExpiredToken,

    /// <summary>The signature is another than the one calculated.</summary>
    SignatureMismatch,

    /// <summary>The request is older, or newer, than the fifteen minutes allowed.</summary>
    ClockSkew,

    /// <summary>S3: a presigned URL whose time is over, or has not begun.</summary>
    RequestExpired,

    /// <summary>S3: a form whose policy document refuses it.</summary>
    PolicyRefused,

    /// <summary>S3: a policy document that cannot be read.</summary>
    MalformedPolicy,

    /// <summary>S3: a form whose file is smaller than its policy allows.</summary>
    EntityTooSmall,

    /// <summary>S3: a form whose file is larger than its policy allows.</summary>
    EntityTooLarge,

    /// <summary>S3: headers that carry meaning are present and not signed; also a request without a date.</summary>
    AccessDenied,

    /// <summary>S3: an argument of the signature has a value outside its set.</summary>
    InvalidArgument,

    /// <summary>S3: the request lacks a header that this way of signing needs.</summary>
    InvalidRequest,

    /// <summary>S3: the body is another than <c>x-amz-content-sha256</c> states.</summary>
    ContentHashMismatch,

    /// <summary>S3: the body ended before, or went on after, what was announced.</summary>
    IncompleteBody,

    /// <summary>S3: a chunk is smaller than the minimum and not the last.</summary>
    InvalidChunkSize,

    /// <summary>S3: a checksum is another than the body's.</summary>
    BadDigest,

    /// <summary>S3: the trailer cannot be read.</summary>
    MalformedTrailer,

    /// <summary>S3: a streamed body that does not announce its decoded length.</summary>
    MissingContentLength,
}
