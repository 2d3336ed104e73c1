using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ZstdSharp;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>How entries lie in a block: each its number, counted from the block's first, then its own bytes; compressed when that pays.</summary>
internal static class BlockCodec
{
    /// <summary>The form of a block as it is.</summary>
    public const int Plain = 0;

    /// <summary>The form of a block under Zstandard.</summary>
    public const int Compressed = 1;

    [ThreadStatic]
    private static Decompressor? s_decompressor;

    /// <summary>Whether a block may hold a label.</summary>
    public static bool MayHold(ReadOnlySpan<byte> labels, uint hash)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Cast<byte, uint>(labels).BinarySearch(hash) >= 0;
        }

        for (var i = 0; i < labels.Length; i += sizeof(uint))
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(labels[i..]) == hash)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a block apart.</summary>
    /// <param name="first">The number of the block's first entry.</param>
    /// <param name="form">The form of the block.</param>
    /// <param name="size">The bytes of the block, when it is not compressed.</param>
    /// <param name="data">The block.</param>
    /// <param name="plain">Where the entries lie afterwards; at least as long as the block is.</param>
    /// <param name="entries">Receives the entries.</param>
    public static void Read(long first, int form, int size, ReadOnlySpan<byte> data, byte[] plain, List<BlockEntry> entries)
    {
        if (form == Compressed)
        {
            (s_decompressor ??= new Decompressor()).Unwrap(data, plain.AsSpan(0, size));
        }
        else
        {
            data.CopyTo(plain);
        }

        ReadOnlySpan<byte> rest = plain.AsSpan(0, size);
        while (!rest.IsEmpty)
        {
            var sequence = first + (long)Varint.Read(ref rest);
            var start = size - rest.Length;
            var at = BinaryPrimitives.ReadInt64LittleEndian(rest);
            rest = rest[sizeof(long)..];
            var labels = size - rest.Length;
            for (var count = Varint.Read(ref rest); count > 0; count--)
            {
                var length = (int)Varint.Read(ref rest);
                rest = rest[length..];
            }

            var payloadLength = (int)Varint.Read(ref rest);
            var payload = size - rest.Length;
            rest = rest[payloadLength..];
            entries.Add(new BlockEntry(plain, sequence, at, start, labels, payload, payloadLength));
        }
    }
}
