using System.Buffers.Binary;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Which of a segment's blocks may hold a label: pairs of a label's hash and a block's place in the segment, sorted, in rows by the hash's first bits.</summary>
internal static class SegmentLabels
{
    /// <summary>The most blocks of a segment: a place is a byte.</summary>
    public const int MostBlocks = 256;

    private const int PairBytes = sizeof(uint) + 1;

    // A row is about as long as a page of SQLite holds.
    private const int PairsInRow = 600;
    private const int MostBits = 12;

    /// <summary>How many bits of the hash choose the row, for so many pairs.</summary>
    public static int BitsFor(int pairs)
    {
        var bits = 0;
        while (bits < MostBits && pairs >> bits > PairsInRow)
        {
            bits++;
        }

        return bits;
    }

    /// <summary>The number of the row that a hash is in.</summary>
    public static long RowOf(long segment, int bits, uint hash) => (segment << MostBits) | RowWithin(bits, hash);

    /// <summary>The number of a segment's row after its last.</summary>
    public static long EndOf(long segment) => (segment + 1) << MostBits;

    /// <summary>The segment that a row is of.</summary>
    public static long SegmentOf(long row) => row >> MostBits;

    /// <summary>Makes a pair, which sorts by hash and then by place.</summary>
    public static ulong PairOf(uint hash, int place) => ((ulong)hash << 8) | (uint)place;

    /// <summary>Counts the pairs at the beginning that go into one row.</summary>
    public static int CountOfRow(ReadOnlySpan<ulong> pairs, int bits)
    {
        var row = RowWithin(bits, HashOf(pairs[0]));
        var count = 1;
        while (count < pairs.Length && RowWithin(bits, HashOf(pairs[count])) == row)
        {
            count++;
        }

        return count;
    }

    /// <summary>The row that a pair goes into.</summary>
    public static long RowOf(long segment, int bits, ulong pair) => RowOf(segment, bits, HashOf(pair));

    /// <summary>Writes a row.</summary>
    /// <returns>The bytes that were written.</returns>
    public static int Write(ReadOnlySpan<ulong> pairs, ref byte[] target)
    {
        if (target.Length < pairs.Length * PairBytes)
        {
            target = new byte[pairs.Length * PairBytes];
        }

        var length = 0;
        foreach (var pair in pairs)
        {
            BinaryPrimitives.WriteUInt32BigEndian(target.AsSpan(length), HashOf(pair));
            target[length + sizeof(uint)] = (byte)pair;
            length += PairBytes;
        }

        return length;
    }

    /// <summary>Finds the places of the blocks that may hold a label, the first of them first.</summary>
    /// <param name="row">The row.</param>
    /// <param name="hash">The label's hash.</param>
    /// <param name="places">Receives the places; there are at most <see cref="MostBlocks"/>.</param>
    /// <returns>How many there are.</returns>
    public static int Find(ReadOnlySpan<byte> row, uint hash, Span<byte> places)
    {
        var (low, high) = (0, row.Length / PairBytes);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = HashAt(row, middle) < hash ? (middle + 1, high) : (low, middle);
        }

        var count = 0;
        for (; low < row.Length / PairBytes && HashAt(row, low) == hash; low++)
        {
            places[count++] = row[(low * PairBytes) + sizeof(uint)];
        }

        return count;
    }

    private static uint HashAt(ReadOnlySpan<byte> row, int pair) => BinaryPrimitives.ReadUInt32BigEndian(row[(pair * PairBytes)..]);

    private static uint HashOf(ulong pair) => (uint)(pair >> 8);

    private static uint RowWithin(int bits, uint hash) => bits == 0 ? 0 : hash >> (32 - bits);
}
