namespace Holdfast.Protocols.Signing;

/// <summary>S3's sentences for bodies that are not what was announced.</summary>
internal static class BodyRefusals
{
    public static Refusal Incomplete() => new(
        RefusalKind.IncompleteBody,
        "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static Refusal MalformedTrailer() => new(
        RefusalKind.MalformedTrailer,
        "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    public static Refusal MissingLength() => new(
        RefusalKind.MissingContentLength, "You must provide the Content-Length HTTP header.");

    public static Refusal ChunkTooSmall(long nextChunk, long size) => new Refusal(
        RefusalKind.InvalidChunkSize,
        $"Only the last chunk is allowed to have a size less than {AwsChunkedDecoder.MinChunkBytes} bytes")
        .With("Chunk", Refusals.Number(nextChunk)).With("BadChunkSize", Refusals.Number(size));

    public static Refusal BadDigest(string algorithm) => new(
        RefusalKind.BadDigest, $"The {algorithm} you specified did not match the calculated checksum.");

    public static Refusal BadChecksumValue(string name) => new(
        RefusalKind.InvalidRequest, $"Value for {name} trailing header is invalid.");

    public static Refusal UnsupportedTrailer() => new(
        RefusalKind.InvalidRequest, "The value specified in the x-amz-trailer header is not supported");

    /// <summary>A chunk or trailer whose signature is not the one calculated, or has none.</summary>
    public static Refusal ChunkMismatch() => new(
        RefusalKind.SignatureMismatch,
        "The request signature we calculated does not match the signature you provided. Check your key and signing "
        + "method.");
}
