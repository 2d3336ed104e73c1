using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>Encrypts and decrypts with keys, as every operation does it that takes or gives a ciphertext.</summary>
internal static class Ciphers
{
    /// <summary>Encrypts under the material that a key uses now.</summary>
    /// <param name="call">The call.</param>
    /// <param name="key">The key; it was checked to be usable for encryption.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="plaintext">What to encrypt.</param>
    /// <param name="context">The encryption context.</param>
    /// <param name="ring">Opens the material.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<byte[]> EncryptAsync(
        this Call call, Key key, string algorithm, ReadOnlyMemory<byte> plaintext, IReadOnlyDictionary<string, string>? context, KeyRing ring, CancellationToken cancellationToken)
    {
        CheckAlgorithm(key, algorithm, context);
        var material = await call.Transaction.CurrentMaterialAsync(key, cancellationToken);
        if (key.IsSymmetricEncryption)
        {
            return CiphertextBlob.Seal(key, material.Number, ring.Open(material), plaintext.Span, context, call.Ids);
        }

        using var rsa = PrivateKeys.Rsa(ring.Open(material));
        var most = (rsa.KeySize / 8) - 2 - (2 * (algorithm == EncryptionAlgorithmSpec.RsaesOaepSha1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes));
        return plaintext.Length <= most
            ? rsa.Encrypt(plaintext.Span, PaddingOf(algorithm))
            : throw KmsErrors.Validation($"Algorithm {algorithm} and key spec {key.Spec} cannot encrypt data larger than {most} bytes.");
    }

    /// <summary>Decrypts with the material that a ciphertext names.</summary>
    /// <returns>The plaintext, and the material that it was under.</returns>
    /// <exception cref="InvalidCiphertextException">The ciphertext is none, was touched, or was made with another context.</exception>
    /// <exception cref="IncorrectKeyException">It was made with another key.</exception>
    public static async ValueTask<(byte[] Plaintext, KeyMaterial Material)> DecryptAsync(
        this Call call, Key key, string algorithm, ReadOnlyMemory<byte> ciphertext, IReadOnlyDictionary<string, string>? context, KeyRing ring, CancellationToken cancellationToken)
    {
        CheckAlgorithm(key, algorithm, context);
        if (!key.IsSymmetricEncryption)
        {
            var pair = await call.Transaction.CurrentMaterialAsync(key, cancellationToken);
            return (DecryptRsa(ciphertext.Span, ring.Open(pair), algorithm), pair);
        }

        if (!CiphertextBlob.TryRead(ciphertext, out var blob))
        {
            throw Invalid();
        }

        if (blob.Value.KeyId != key.Id || blob.Value.Account != key.Account)
        {
            throw new IncorrectKeyException("The key ID in the request does not identify a CMK that can perform this operation.");
        }

        return await call.Transaction.FindMaterialAsync(key, blob.Value.Number, cancellationToken) is { Sealed: not null } material
            && blob.Value.Open(ring.Open(material), context) is { } plaintext
                ? (plaintext, material)
                : throw Invalid();
    }

    /// <summary>Finds the key that is to decrypt: the one that the request names, or else the one that the ciphertext names.</summary>
    /// <exception cref="InvalidCiphertextException">Neither names any.</exception>
    public static ValueTask<KeyLookup> FindSourceAsync(
        this Call call, string? keyId, ReadOnlyMemory<byte>? ciphertext, CancellationToken cancellationToken)
    {
        if (keyId is not null)
        {
            return call.FindKeyOrAliasAsync(keyId, cancellationToken);
        }

        return CiphertextBlob.TryRead(ciphertext ?? default, out var blob)
            ? call.FindAsync(
                new KeyReference
                {
                    Account = blob.Value.Account,
                    KeyId = blob.Value.KeyId,
                    Arn = call.KmsArn(blob.Value.Account, KmsArns.KeyPrefix + blob.Value.KeyId),
                },
                cancellationToken)
            : throw Invalid();
    }

    /// <summary>Gives the id of the material of a key that a ciphertext names; null when it names none of it.</summary>
    public static async ValueTask<string?> SourceMaterialIdAsync(
        this Call call, Key? key, ReadOnlyMemory<byte>? ciphertext, CancellationToken cancellationToken)
        => key is { IsSymmetricEncryption: true } && CiphertextBlob.TryRead(ciphertext ?? default, out var blob) && blob.Value.KeyId == key.Id
            ? (await call.Transaction.FindMaterialAsync(key, blob.Value.Number, cancellationToken))?.Id
            : null;

    /// <summary>Gives the key that is to decrypt.</summary>
    public static async ValueTask<Key> SourceAsync(
        this Call call, string? keyId, ReadOnlyMemory<byte>? ciphertext, CancellationToken cancellationToken)
    {
        var found = await call.FindSourceAsync(keyId, ciphertext, cancellationToken);
        return keyId is null ? found.Key ?? throw KmsErrors.UnknownCiphertextKey() : found.Required();
    }

    /// <summary>Checks that a request brings a ciphertext, unless it is a dry run that wants to know about the permission alone.</summary>
    public static bool IsLeftOut(ReadOnlyMemory<byte>? ciphertext, string member, bool? isDryRun, IReadOnlyList<string>? modifiers)
        => ciphertext is null
            && (isDryRun is true && modifiers?.Contains(DryRunModifierType.IgnoreCiphertext) is true
                ? true
                : throw KmsErrors.Validation(
                    $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null"));

    private static void CheckAlgorithm(Key key, string algorithm, IReadOnlyDictionary<string, string>? context)
    {
        key.Check(algorithm, KeySpecs.Of(key.Spec).EncryptionAlgorithms);
        if (!key.IsSymmetricEncryption && context is { Count: > 0 })
        {
            throw KmsErrors.Validation("An encryption context is valid only for cryptographic operations with a symmetric encryption KMS key.");
        }
    }

    private static byte[] DecryptRsa(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> privateKey, string algorithm)
    {
        using var rsa = PrivateKeys.Rsa(privateKey);
        try
        {
            return rsa.Decrypt(ciphertext, PaddingOf(algorithm));
        }
        catch (CryptographicException)
        {
            throw Invalid();
        }
    }

    private static RSAEncryptionPadding PaddingOf(string algorithm)
        => algorithm == EncryptionAlgorithmSpec.RsaesOaepSha1 ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256;

    // AWS says no word more, so that a forger learns nothing.
    private static InvalidCiphertextException Invalid() => new("");
}
