using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.Services.Kms.Macs;

/// <summary>SHA-224, which .NET does not have: SHA-256 from another start, cut short (FIPS 180-4, 5.3.2 and 6.3).</summary>
internal static class Sha224
{
    /// <summary>The bytes of a digest.</summary>
    public const int HashBytes = 28;

    /// <summary>The bytes of a block.</summary>
    public const int BlockBytes = 64;

    private const int Rounds = 64;
    private const int LengthBytes = 8;

    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Gives the digest of some bytes.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Span<uint> state = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
        var rest = data;
        for (; rest.Length >= BlockBytes; rest = rest[BlockBytes..])
        {
            Mix(state, rest[..BlockBytes]);
        }

        // The rest, a one, zeros, and the length in bits: one block or two.
        Span<byte> last = stackalloc byte[2 * BlockBytes];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length + 1 + LengthBytes <= BlockBytes ? BlockBytes : 2 * BlockBytes)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^LengthBytes..], (ulong)data.Length * 8);
        for (ReadOnlySpan<byte> block = last; block.Length > 0; block = block[BlockBytes..])
        {
            Mix(state, block[..BlockBytes]);
        }

        var digest = new byte[HashBytes];
        for (var i = 0; i < HashBytes / sizeof(uint); i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * sizeof(uint)), state[i]);
        }

        return digest;
    }

    /// <summary>Gives the HMAC of some bytes (RFC 2104).</summary>
    public static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var inner = new byte[BlockBytes + data.Length];
        var outer = new byte[BlockBytes + HashBytes];
        var padded = key.Length > BlockBytes ? HashData(key) : key;
        padded.CopyTo(inner);
        padded.CopyTo(outer);
        for (var i = 0; i < BlockBytes; i++)
        {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }

        data.CopyTo(inner.AsSpan(BlockBytes));
        HashData(inner).CopyTo(outer, BlockBytes);
        return HashData(outer);
    }

    private static void Mix(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[Rounds];
        for (var i = 0; i < 16; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        }

        for (var i = 16; i < Rounds; i++)
        {
            var (x, y) = (words[i - 15], words[i - 2]);
            words[i] = words[i - 16] + words[i - 7]
                + (BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3))
                + (BitOperations.RotateRight(y, 17) ^ BitOperations.RotateRight(y, 19) ^ (y >> 10));
        }

        Span<uint> v = stackalloc uint[8];
        state.CopyTo(v);
        for (var i = 0; i < Rounds; i++)
        {
            var (a, e) = (v[0], v[4]);
            var first = v[7] + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25))
                + ((e & v[5]) ^ (~e & v[6])) + Constants[i] + words[i];
            var second = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
                + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
            v[..7].CopyTo(v[1..]);
            v[4] += first;
            v[0] = first + second;
        }

        for (var i = 0; i < v.Length; i++)
        {
            state[i] += v[i];
        }
    }
}
