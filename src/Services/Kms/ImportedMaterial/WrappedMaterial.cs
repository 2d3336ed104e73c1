using System.Security.Cryptography;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.ImportedMaterial;

/// <summary>Opens material that was wrapped to be imported.</summary>
internal static class WrappedMaterial
{
    /// <summary>Says whether material can be wrapped in a way.</summary>
    public static bool Knows(string algorithm) => PaddingOf(algorithm) is not null;

    /// <summary>Opens it.</summary>
    /// <exception cref="InvalidCiphertextException">It was not wrapped in the way and with the key that the token says.</exception>
    public static byte[] Open(ReadOnlySpan<byte> wrapped, ImportToken token)
    {
        var padding = PaddingOf(token.Algorithm)!;
        using var rsa = PrivateKeys.Rsa(Convert.FromBase64String(token.PrivateKey));
        try
        {
            if (!IsTwoStep(token.Algorithm))
            {
                return rsa.Decrypt(wrapped, padding);
            }

            // An AES key under RSA, then the material under the AES key (RFC 5649).
            var modulusBytes = rsa.KeySize / 8;
            using var aes = Aes.Create();
            aes.Key = rsa.Decrypt(wrapped[..Math.Min(modulusBytes, wrapped.Length)], padding);
            return aes.DecryptKeyWrapPadded(wrapped[modulusBytes..]);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            throw new InvalidCiphertextException("");
        }
    }

    private static bool IsTwoStep(string algorithm) => algorithm is AlgorithmSpec.RsaAesKeyWrapSha1 or AlgorithmSpec.RsaAesKeyWrapSha256;

    private static RSAEncryptionPadding? PaddingOf(string algorithm) => algorithm switch
    {
        AlgorithmSpec.RsaesOaepSha1 or AlgorithmSpec.RsaAesKeyWrapSha1 => RSAEncryptionPadding.OaepSHA1,
        AlgorithmSpec.RsaesOaepSha256 or AlgorithmSpec.RsaAesKeyWrapSha256 => RSAEncryptionPadding.OaepSHA256,
        _ => null,
    };
}
