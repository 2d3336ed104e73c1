namespace Holdfast.Protocols.Signing;

/// <summary>How the signature covers the body.</summary>
public enum PayloadKind
{
    /// <summary>By the SHA-256 of the body as the server received it; the request does not state it.</summary>
    BodyHash,

    /// <summary>By the SHA-256 that <c>x-amz-content-sha256</c> states, which the body must then match.</summary>
    StatedHash,

    /// <summary>Not at all: <c>UNSIGNED-PAYLOAD</c>.</summary>
    NotSigned,

    /// <summary>Chunk by chunk: <c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD</c>.</summary>
    SignedChunks,

    /// <summary>Chunk by chunk, then a signed trailer: <c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER</c>.</summary>
    SignedChunksWithTrailer,

    /// <summary>Unsigned chunks, then an unsigned trailer: <c>STREAMING-UNSIGNED-PAYLOAD-TRAILER</c>.</summary>
    UnsignedChunksWithTrailer,
}
