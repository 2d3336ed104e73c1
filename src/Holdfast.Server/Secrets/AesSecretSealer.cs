using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel;

namespace Holdfast.Server.Secrets;

/// <summary>Seals secrets with AES-256-GCM under the master key; what a secret belongs to is authenticated with it.</summary>
/// <remarks>A seal is <c>v1:</c> and, in base 64, a nonce of 12 bytes, the sealed bytes and a tag of 16: the version lets a later one seal otherwise.</remarks>
internal sealed class AesSecretSealer : ISecretSealer
{
    /// <summary>The bytes of a master key.</summary>
    public const int KeyBytes = 32;

    private const string Version = "v1:";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    public AesSecretSealer(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"A master key has {KeyBytes} bytes.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <inheritdoc/>
    public string Seal(string secret, string boundTo)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var seal = SealBytes(plain, boundTo);
        CryptographicOperations.ZeroMemory(plain);
        return Version + Convert.ToBase64String(seal);
    }

    /// <inheritdoc/>
    public string Open(string sealedSecret, string boundTo)
    {
        var plain = OpenBytes(Decode(sealedSecret), boundTo);
        var secret = Encoding.UTF8.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    /// <inheritdoc/>
    public byte[] SealBytes(ReadOnlySpan<byte> plain, string boundTo)
    {
        var seal = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = seal.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, plain, seal.AsSpan(NonceBytes, plain.Length), seal.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(boundTo));
        return seal;
    }

    /// <inheritdoc/>
    public byte[] OpenBytes(ReadOnlySpan<byte> sealedBytes, string boundTo)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("The seal is damaged.");
        }

        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(
            sealedBytes[..NonceBytes],
            sealedBytes.Slice(NonceBytes, plain.Length),
            sealedBytes[(NonceBytes + plain.Length)..],
            plain,
            Encoding.UTF8.GetBytes(boundTo));
        return plain;
    }

    private static byte[] Decode(string sealedSecret)
    {
        if (!sealedSecret.StartsWith(Version, StringComparison.Ordinal))
        {
            throw new CryptographicException("The seal is of a version that this server does not know.");
        }

        var seal = new byte[sealedSecret.Length];
        if (!Convert.TryFromBase64Chars(sealedSecret.AsSpan(Version.Length), seal, out var length))
        {
            throw new CryptographicException("The seal is damaged.");
        }

        return seal[..length];
    }
}
