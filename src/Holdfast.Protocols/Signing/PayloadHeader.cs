namespace Holdfast.Protocols.Signing;

/// <summary>Reads from <c>x-amz-content-sha256</c> how a signature covers the body.</summary>
internal static class PayloadHeader
{
    public const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    public const string SignedChunksWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    public const string UnsignedChunksWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string Name = "x-amz-content-sha256";

    /// <summary>For a signature in the header.</summary>
    public static Refusal? Read(
        in SignableRequest request, SigningScope scope, out PayloadKind kind, out ReadOnlySpan<char> stated)
    {
        var value = request.Header(Name);
        if (!scope.IsS3)
        {
            // Elsewhere the hash of the body that arrived is signed, whatever the header says; so nothing can disagree.
            kind = scope.AllowsUnsignedPayload && value is CanonicalRequest.UnsignedPayload
                ? PayloadKind.NotSigned
                : PayloadKind.BodyHash;
            stated = default;
            return null;
        }

        if (value is null)
        {
            kind = default;
            stated = default;
            return new Refusal(
                RefusalKind.InvalidRequest, $"Missing required header for this request: {Name}");
        }

        return Parse(value, out kind, out stated);
    }

    /// <summary>For a presigned URL of S3, where the hash is optional and may stand in the query.</summary>
    public static Refusal? ReadPresigned(
        in SignableRequest request, SigningScope scope, out PayloadKind kind, out ReadOnlySpan<char> stated)
    {
        if (!scope.IsS3)
        {
            return Read(request, scope, out kind, out stated);
        }

        var value = QueryParameters.Get(request.Query, "X-Amz-Content-Sha256") ?? request.Header(Name);
        return Parse(value ?? CanonicalRequest.UnsignedPayload, out kind, out stated);
    }

    /// <summary>The last line of the canonical request.</summary>
    public static ReadOnlySpan<char> Text(PayloadKind kind, ReadOnlySpan<char> hash) => kind switch
    {
        PayloadKind.NotSigned => CanonicalRequest.UnsignedPayload,
        PayloadKind.SignedChunks => SignedChunks,
        PayloadKind.SignedChunksWithTrailer => SignedChunksWithTrailer,
        PayloadKind.UnsignedChunksWithTrailer => UnsignedChunksWithTrailer,
        _ => hash,
    };

    private static Refusal? Parse(string value, out PayloadKind kind, out ReadOnlySpan<char> stated)
    {
        stated = default;
        switch (value)
        {
            case CanonicalRequest.UnsignedPayload:
                kind = PayloadKind.NotSigned;
                return null;
            case SignedChunks:
                kind = PayloadKind.SignedChunks;
                return null;
            case SignedChunksWithTrailer:
                kind = PayloadKind.SignedChunksWithTrailer;
                return null;
            case UnsignedChunksWithTrailer:
                kind = PayloadKind.UnsignedChunksWithTrailer;
                return null;
            default:
                kind = PayloadKind.StatedHash;
                stated = value;
                return IsHash(value) ? null : NotAHash(value);
        }
    }

    private static Refusal NotAHash(string value) => new Refusal(
        RefusalKind.InvalidArgument,
        $"{Name} must be UNSIGNED-PAYLOAD, {UnsignedChunksWithTrailer}, {SignedChunks}, {SignedChunksWithTrailer}, "
        + "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid "
        + "sha256 value.")
        .With("ArgumentName", Name).With("ArgumentValue", value);

    private static bool IsHash(ReadOnlySpan<char> value) =>
        value.Length == 64 && !value.ContainsAnyExcept(HexDigits);

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
