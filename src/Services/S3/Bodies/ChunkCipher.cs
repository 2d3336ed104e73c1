using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Seals a body in chunks with AES-256-GCM, so that any part of it can be opened by itself.</summary>
/// <remarks>
/// Every body has a key of its own, so the number of a chunk is nonce enough. The nonce also says whether a chunk is the last: a body that was cut short,
/// or whose chunks changed places, does not open. Dual-layer encryption (DSSE) seals each chunk twice, under two keys.
/// </remarks>
internal sealed class ChunkCipher : IDisposable
{
    /// <summary>The bytes of a chunk in the clear; the last has fewer.</summary>
    public const int PlainBytes = 64 << 10;

    /// <summary>The bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>The most bytes of a sealed chunk.</summary>
    public const int SealedBytesMax = PlainBytes + (2 * TagBytes);

    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    private readonly AesGcm _outer;
    private readonly AesGcm? _inner;

    /// <summary>Makes the cipher of a body.</summary>
    /// <param name="key">Its key; two keys for two layers.</param>
    public ChunkCipher(ReadOnlySpan<byte> key)
    {
        _outer = new AesGcm(key[..KeyBytes], TagBytes);
        _inner = key.Length > KeyBytes ? new AesGcm(key[KeyBytes..], TagBytes) : null;
    }

    /// <summary>The bytes that sealing adds to each chunk.</summary>
    public int Overhead => _inner is null ? TagBytes : 2 * TagBytes;

    /// <summary>The number of chunks of a body; an empty one has one.</summary>
    public static long ChunksOf(long length) => Math.Max(1, (length + PlainBytes - 1) / PlainBytes);

    /// <summary>The bytes that a body takes sealed.</summary>
    public static long SealedLength(StoredBody body, int layers)
    {
        var length = body.IsPacked ? body.PackedLength : body.Length;
        return length + (ChunksOf(length) * TagBytes * layers);
    }

    /// <summary>Where a sealed chunk begins.</summary>
    public long OffsetOf(long chunk) => chunk * (PlainBytes + Overhead);

    /// <summary>Seals a chunk.</summary>
    /// <returns>The bytes written.</returns>
    public int Seal(long chunk, bool isLast, ReadOnlySpan<byte> plain, Span<byte> into)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Nonce(nonce, chunk, isLast);
        if (_inner is null)
        {
            _outer.Encrypt(nonce, plain, into[..plain.Length], into.Slice(plain.Length, TagBytes));
            return plain.Length + TagBytes;
        }

        var once = new byte[plain.Length + TagBytes];
        _inner.Encrypt(nonce, plain, once.AsSpan(0, plain.Length), once.AsSpan(plain.Length));
        _outer.Encrypt(nonce, once, into[..once.Length], into.Slice(once.Length, TagBytes));
        return once.Length + TagBytes;
    }

    /// <summary>Opens a chunk.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="CryptographicException">It is not the chunk that was sealed.</exception>
    public int Open(long chunk, bool isLast, ReadOnlySpan<byte> sealedChunk, Span<byte> into)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Nonce(nonce, chunk, isLast);
        var once = sealedChunk.Length - TagBytes;
        if (_inner is null)
        {
            _outer.Decrypt(nonce, sealedChunk[..once], sealedChunk[once..], into[..once]);
            return once;
        }

        var between = new byte[once];
        _outer.Decrypt(nonce, sealedChunk[..once], sealedChunk[once..], between);
        _inner.Decrypt(nonce, between.AsSpan(0, once - TagBytes), between.AsSpan(once - TagBytes), into[..(once - TagBytes)]);
        return once - TagBytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outer.Dispose();
        _inner?.Dispose();
    }

    private static void Nonce(Span<byte> nonce, long chunk, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}
