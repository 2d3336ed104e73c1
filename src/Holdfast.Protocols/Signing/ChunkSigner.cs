using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>The running signature of a streamed body: each chunk's signature is made over the one before it.</summary>
/// <remarks>
/// See "Signature calculations for the Authorization header: transferring payload in multiple chunks" in the S3 API
/// Reference.
/// </remarks>
public sealed class ChunkSigner
{
    private readonly byte[] _key;
    private readonly byte[] _chunkPrefix;
    private readonly byte[] _trailerPrefix;
    private readonly byte[] _previous;

    internal ChunkSigner(
        ReadOnlySpan<byte> key, ReadOnlySpan<char> timestamp, ReadOnlySpan<char> scope, ReadOnlySpan<char> seed)
    {
        _key = key.ToArray();
        _chunkPrefix = Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256-PAYLOAD\n{timestamp}\n{scope}\n");
        _trailerPrefix = Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256-TRAILER\n{timestamp}\n{scope}\n");
        _previous = Encoding.UTF8.GetBytes(seed.ToString());
    }

    /// <summary>The next chunk's signature in hexadecimal; an empty chunk ends the body.</summary>
    public string SignChunk(ReadOnlySpan<byte> chunk)
    {
        Advance(SHA256.HashData(chunk), isTrailer: false);
        return Encoding.ASCII.GetString(_previous);
    }

    /// <summary>The trailer's signature in hexadecimal, over its lines as <c>name:value\n</c>.</summary>
    public string SignTrailer(ReadOnlySpan<byte> trailer)
    {
        Advance(SHA256.HashData(trailer), isTrailer: true);
        return Encoding.ASCII.GetString(_previous);
    }

    /// <summary>
    /// Steps on with the hash of what arrived and compares, in constant time, with what was claimed for it.
    /// </summary>
    internal bool Matches(ReadOnlySpan<byte> hash, bool isTrailer, ReadOnlySpan<byte> claimed)
    {
        Advance(hash, isTrailer);
        return CryptographicOperations.FixedTimeEquals(_previous, claimed);
    }

    private void Advance(ReadOnlySpan<byte> hash, bool isTrailer)
    {
        var toSign = new Utf8Buffer(stackalloc byte[512]);
        toSign.Append(isTrailer ? _trailerPrefix : _chunkPrefix);
        toSign.Append(_previous);
        toSign.Append((byte)'\n');
        if (!isTrailer)
        {
            // The hash of the chunk's headers, of which there are none.
            toSign.Append(CanonicalRequest.EmptyHash);
            toSign.Append((byte)'\n');
        }

        toSign.AppendHex(hash);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, toSign.Written, mac);
        toSign.Dispose();
        Convert.TryToHexStringLower(mac, _previous, out _);
    }
}
