using System.Security.Cryptography;

namespace Holdfast.Protocols.Signing;

/// <summary>The two texts that Signature Version 4 is made over.</summary>
internal static class CanonicalRequest
{
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>Appends the canonical request; <paramref name="payload"/> is its last line.</summary>
    public static void Append(
        ref Utf8Buffer output,
        in SignableRequest request,
        ReadOnlySpan<char> signedHeaders,
        ReadOnlySpan<char> payload,
        bool isS3,
        bool isPresigned)
    {
        output.Append(request.Method);
        output.Append((byte)'\n');
        CanonicalPath.Append(ref output, request.Path, isS3);
        output.Append((byte)'\n');
        CanonicalQuery.Append(ref output, request.Query, isPresigned ? "X-Amz-Signature" : default);
        output.Append((byte)'\n');
        CanonicalHeaders.Append(ref output, request, signedHeaders);
        output.Append((byte)'\n');
        output.AppendLower(signedHeaders);
        output.Append((byte)'\n');
        output.Append(payload);
    }

    /// <summary>Appends the string to sign over a canonical request.</summary>
    public static void AppendStringToSign(
        ref Utf8Buffer output, DateTimeOffset time, CredentialScope scope, ReadOnlySpan<byte> canonicalRequest)
    {
        Span<char> timestamp = stackalloc char[SigningTime.Length];
        SigningTime.Format(time, timestamp);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonicalRequest, hash);

        output.Append("AWS4-HMAC-SHA256\n"u8);
        output.Append(timestamp);
        output.Append((byte)'\n');
        scope.AppendTo(ref output);
        output.Append((byte)'\n');
        output.AppendHex(hash);
    }
}
