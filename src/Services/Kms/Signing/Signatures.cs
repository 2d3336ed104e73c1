using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Signing;

/// <summary>The signatures of key pairs: how each algorithm hashes, pads and writes them.</summary>
internal static class Signatures
{
    /// <summary>Names the key that signs or verifies.</summary>
    public static async ValueTask<Target> SigningTargetAsync(
        this Call call, string keyId, string operation, string algorithm, string? messageType, CancellationToken cancellationToken)
        => await call.TargetAsync(
            await call.FindKeyOrAliasAsync(keyId, cancellationToken),
            new GrantedUse(operation),
            cancellationToken,
            new("kms:SigningAlgorithm", algorithm),
            new("kms:MessageType", messageType ?? MessageType.RAW));

    /// <summary>Gives the key that signs or verifies, and its material.</summary>
    public static async ValueTask<(Key Key, KeyMaterial Material)> SignerAsync(
        this Call call, string keyId, string operation, string algorithm, CancellationToken cancellationToken)
    {
        var key = (await call.KeyOrAliasAsync(keyId, cancellationToken)).Usable().For(KeyUsageType.SignVerify, operation);
        key.Check(algorithm, KeySpecs.Of(key.Spec).SigningAlgorithms);
        return (key, await call.Transaction.CurrentMaterialAsync(key, cancellationToken));
    }

    /// <summary>Gives the digest that is signed.</summary>
    /// <param name="message">The message, or its digest.</param>
    /// <param name="messageType">Which of the two it is (<see cref="MessageType"/>).</param>
    /// <param name="algorithm">The algorithm.</param>
    public static byte[] DigestOf(ReadOnlySpan<byte> message, string? messageType, string algorithm)
    {
        if (messageType == MessageType.ExternalMu)
        {
            throw KmsErrors.Validation($"MessageType {messageType} is not valid for algorithm {algorithm}.");
        }

        var hash = HashOf(algorithm);
        if (messageType != MessageType.DIGEST)
        {
            return CryptographicOperations.HashData(hash, message);
        }

        return message.Length == LengthOf(hash) ? message.ToArray() : throw KmsErrors.Validation($"Digest is invalid length for algorithm {algorithm}.");
    }

    /// <summary>Signs a digest; signatures on elliptic curves are DER (ANSI X9.62).</summary>
    public static byte[] Sign(Key key, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, string algorithm)
    {
        if (KeySpecs.Of(key.Spec).Curve is not null)
        {
            using var pair = PrivateKeys.EllipticCurve(privateKey);
            return pair.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = PrivateKeys.Rsa(privateKey);
        return rsa.SignHash(digest, HashOf(algorithm), PaddingOf(algorithm));
    }

    /// <summary>Verifies the signature of a digest.</summary>
    public static bool Verify(Key key, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, string algorithm)
    {
        if (KeySpecs.Of(key.Spec).Curve is not null)
        {
            using var pair = ECDsa.Create();
            pair.ImportSubjectPublicKeyInfo(publicKey, out _);
            return pair.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyHash(digest, signature, HashOf(algorithm), PaddingOf(algorithm));
    }

    private static HashAlgorithmName HashOf(string algorithm)
        => algorithm.EndsWith("_256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256
            : algorithm.EndsWith("_384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384
            : HashAlgorithmName.SHA512;

    private static int LengthOf(HashAlgorithmName hash)
        => hash == HashAlgorithmName.SHA256 ? SHA256.HashSizeInBytes
            : hash == HashAlgorithmName.SHA384 ? SHA384.HashSizeInBytes
            : SHA512.HashSizeInBytes;

    // The salt of PSS is as long as the digest, in KMS and in .NET.
    private static RSASignaturePadding PaddingOf(string algorithm)
        => algorithm.StartsWith("RSASSA_PSS_", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
