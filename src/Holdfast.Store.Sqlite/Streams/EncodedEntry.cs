using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>A stream entry in the form in which blocks hold it, all but its number.</summary>
/// <param name="At">The instant, in ticks.</param>
/// <param name="Bytes">Instant, labels, payload.</param>
/// <param name="Labels">The hashes of the labels.</param>
internal sealed record EncodedEntry(long At, byte[] Bytes, uint[] Labels)
{
    // The instant, and the lengths of the payload and of the list of labels at their longest.
    private const int FixedBytes = 8 + 5 + 5;

    public static EncodedEntry From(in StreamAppend append)
    {
        var labels = append.Labels;
        var hashes = labels.Count == 0 ? [] : new uint[labels.Count];
        var most = FixedBytes + append.Payload.Length;
        for (var i = 0; i < hashes.Length; i++)
        {
            most += 5 + Encoding.UTF8.GetMaxByteCount(labels[i].Length);
        }

        var at = append.At.UtcTicks;
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(most);
        BinaryPrimitives.WriteInt64LittleEndian(buffer, at);
        var length = 8;
        length += Varint.Write(buffer.AsSpan(length), (uint)hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            length += WriteLabel(buffer.AsSpan(length), labels[i], out hashes[i]);
        }

        length += Varint.Write(buffer.AsSpan(length), (uint)append.Payload.Length);
        append.Payload.Span.CopyTo(buffer.AsSpan(length));
        length += append.Payload.Length;
        var entry = new EncodedEntry(at, buffer.AsSpan(0, length).ToArray(), hashes);
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return entry;
    }

    /// <summary>The hash by which a block says what labels it may hold.</summary>
    public static uint Hash(ReadOnlySpan<byte> label) => (uint)XxHash3.HashToUInt64(label);

    private static int WriteLabel(Span<byte> target, string label, out uint hash)
    {
        // The length goes before the bytes: write them where they fit after the longest length, then close the gap.
        var bytes = Encoding.UTF8.GetBytes(label, target[5..]);
        hash = Hash(target.Slice(5, bytes));
        var prefix = Varint.Write(target, (uint)bytes);
        target.Slice(5, bytes).CopyTo(target[prefix..]);
        return prefix + bytes;
    }
}
