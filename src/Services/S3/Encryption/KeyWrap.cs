using System.Security.Cryptography;

namespace Holdfast.Services.S3.Encryption;

/// <summary>Wraps keys by a key, with AES-256-GCM.</summary>
internal static class KeyWrap
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Wraps a key.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> by, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[NonceBytes + key.Length + TagBytes];
        var nonce = wrapped.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(by, TagBytes);
        aes.Encrypt(nonce, key, wrapped.AsSpan(NonceBytes, key.Length), wrapped.AsSpan(NonceBytes + key.Length));
        return wrapped;
    }

    /// <summary>Opens a wrapped key.</summary>
    /// <exception cref="CryptographicException">It was wrapped by another key, or touched.</exception>
    public static byte[] Unwrap(ReadOnlySpan<byte> by, ReadOnlySpan<byte> wrapped)
    {
        var key = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(by, TagBytes);
        aes.Decrypt(wrapped[..NonceBytes], wrapped.Slice(NonceBytes, key.Length), wrapped[(NonceBytes + key.Length)..], key);
        return key;
    }
}
