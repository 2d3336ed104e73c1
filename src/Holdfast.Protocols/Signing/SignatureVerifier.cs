using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>Decides whether a signature was made with the secret of the access key it names.</summary>
/// <remarks>Safe for many threads; a warm verification allocates nothing.</remarks>
/// <param name="keys">Where derived keys are remembered.</param>
public sealed class SignatureVerifier(SigningKeyCache keys)
{
    private const int HexLength = SHA256.HashSizeInBytes * 2;

    /// <summary>Checks a signature that <see cref="SignatureReader.Read"/> has accepted.</summary>
    /// <param name="request">The request, as it was read.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="secret">The secret of <see cref="RequestSignature.AccessKeyId"/>.</param>
    /// <param name="scope">What the endpoint expects.</param>
    /// <param name="bodyHash">
    /// The SHA-256 of the body; needed for <see cref="PayloadKind.BodyHash"/>, where empty stands for an empty body.
    /// For <see cref="PayloadKind.StatedHash"/> it is compared when given, and left for later when empty.
    /// </param>
    /// <returns>Null when the signature is true.</returns>
    public Refusal? Verify(
        in SignableRequest request,
        in RequestSignature signature,
        SigningSecret secret,
        SigningScope scope,
        ReadOnlySpan<byte> bodyHash)
    {
        if (signature.Form is SignatureForm.V2Header or SignatureForm.V2Query)
        {
            return SignatureV2.Verify(request, signature, secret);
        }

        Span<char> computedHash = stackalloc char[HexLength];
        CanonicalRequest.EmptyHash.CopyTo(computedHash);
        if (!bodyHash.IsEmpty)
        {
            Convert.TryToHexStringLower(bodyHash, computedHash, out _);
        }

        var hash = signature.Payload == PayloadKind.StatedHash ? signature.StatedHash : computedHash;
        if (VerifyV4(request, signature, secret, scope, PayloadHeader.Text(signature.Payload, hash)) is { } refusal)
        {
            return refusal;
        }

        return signature.Payload == PayloadKind.StatedHash && !bodyHash.IsEmpty
            && !signature.StatedHash.Equals(computedHash, StringComparison.OrdinalIgnoreCase)
                ? Refusals.ContentHashMismatch(signature.StatedHash.ToString(), computedHash.ToString())
                : null;
    }

    /// <summary>The key that signs the chunks of a streamed body; copy it into the decoder.</summary>
    public ReadOnlySpan<byte> SigningKey(in RequestSignature signature, SigningSecret secret) =>
        keys.Get(secret, signature.Scope);

    private Refusal? VerifyV4(
        in SignableRequest request,
        in RequestSignature signature,
        SigningSecret secret,
        SigningScope scope,
        ReadOnlySpan<char> payload)
    {
        var canonical = new Utf8Buffer(stackalloc byte[1024]);
        var toSign = new Utf8Buffer(stackalloc byte[256]);
        try
        {
            CanonicalRequest.Append(
                ref canonical, request, signature.SignedHeaders, payload, scope.IsS3,
                isPresigned: signature.Form == SignatureForm.V4Query);
            CanonicalRequest.AppendStringToSign(ref toSign, signature.Time, signature.Scope, canonical.Written);
            Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
            keys.Sign(secret, signature.Scope, toSign.Written, mac);
            return Matches(mac, signature.Signature)
                ? null
                : Refusals.Mismatch(scope, signature, canonical.ToString(), toSign.ToString());
        }
        finally
        {
            canonical.Dispose();
            toSign.Dispose();
        }
    }

    /// <summary>
    /// Compares a signature in hexadecimal with the right one, in a time that tells nothing of either.
    /// </summary>
    internal static bool Matches(
        ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> toSign, scoped ReadOnlySpan<char> signature)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, toSign, mac);
        return Matches(mac, signature);
    }

    private static bool Matches(scoped ReadOnlySpan<byte> mac, scoped ReadOnlySpan<char> signature)
    {
        Span<byte> expected = stackalloc byte[HexLength];
        Convert.TryToHexStringLower(mac, expected, out _);
        Span<byte> provided = stackalloc byte[HexLength];
        return signature.Length == HexLength
            && Encoding.UTF8.TryGetBytes(signature, provided, out var written)
            && written == HexLength
            && CryptographicOperations.FixedTimeEquals(expected, provided);
    }
}
