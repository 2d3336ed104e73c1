using System.Buffers;
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

    // A short block is rewritten with its neighbours soon; compressing it alone gains little.
    private const int CompressFrom = 4096;
    private const int Level = 1;

    [ThreadStatic]
    private static Compressor? s_compressor;

    [ThreadStatic]
    private static Decompressor? s_decompressor;

    /// <summary>Puts entries into one block.</summary>
    public static Block Write(IReadOnlyList<(long Sequence, EncodedEntry Entry)> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(entries.Sum(static entry => entry.Entry.Bytes.Length + 5));
        var labels = new SortedSet<uint>();
        var first = entries[0].Sequence;
        var (from, to) = (long.MaxValue, long.MinValue);
        foreach (var (sequence, entry) in entries)
        {
            buffer.Advance(Varint.Write(buffer.GetSpan(10), (ulong)(sequence - first)));
            buffer.Write(entry.Bytes);
            labels.UnionWith(entry.Labels);
            from = Math.Min(from, entry.At);
            to = Math.Max(to, entry.At);
        }

        var hashes = new byte[labels.Count * sizeof(uint)];
        var place = 0;
        foreach (var label in labels)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(hashes.AsSpan(place), label);
            place += sizeof(uint);
        }

        var isCompressed = buffer.WrittenCount >= CompressFrom;
        var data = isCompressed ? (s_compressor ??= new Compressor(Level)).Wrap(buffer.WrittenSpan).ToArray() : buffer.WrittenSpan.ToArray();
        return new Block(first, entries[^1].Sequence, from, to, entries.Count, buffer.WrittenCount, hashes, isCompressed ? Compressed : Plain, data);
    }

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
    public static List<BlockEntry> Read(long first, int form, int size, ReadOnlySpan<byte> data)
    {
        var plain = new byte[size];
        if (form == Compressed)
        {
            (s_decompressor ??= new Decompressor()).Unwrap(data, plain);
        }
        else
        {
            data.CopyTo(plain);
        }

        var entries = new List<BlockEntry>();
        ReadOnlySpan<byte> rest = plain;
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

        return entries;
    }
}

/// <summary>A block as the table holds it.</summary>
internal sealed record Block(long First, long Last, long From, long To, int Count, int Size, byte[] Labels, int Form, byte[] Data);
