using System.Runtime.InteropServices;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>A run of blocks that are found together: by the instants that they lie between, and by their labels.</summary>
/// <param name="Number">The number of the segment among those of all streams.</param>
/// <param name="First">The number that its first block starts at.</param>
/// <param name="Last">The number of its last entry.</param>
/// <param name="From">The first instant, in ticks.</param>
/// <param name="To">The last instant.</param>
/// <param name="Bits">How many bits of a label's hash choose the row.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Segment(long Number, long First, long Last, long From, long To, int Bits)
{
    /// <summary>The column of the blocks' numbers, after those of the other members.</summary>
    public const int BlocksColumn = 6;

    /// <summary>Reads the row at which a statement is.</summary>
    public static Segment Of(Statement row)
        => new(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), (int)row.Int64(5));

    /// <summary>Writes the numbers that blocks start at, each as the distance from the one before.</summary>
    public static ReadOnlyMemory<byte> WriteBlocks(IReadOnlyList<long> blocks)
    {
        var bytes = new byte[blocks.Count * 10];
        var length = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            length += Varint.Write(bytes.AsSpan(length), (ulong)(blocks[i] - (i == 0 ? 0 : blocks[i - 1])));
        }

        return bytes.AsMemory(0, length);
    }

    /// <summary>Reads what <see cref="WriteBlocks"/> wrote.</summary>
    public static void ReadBlocks(ReadOnlySpan<byte> bytes, List<long> blocks)
    {
        blocks.Clear();
        var block = 0L;
        while (!bytes.IsEmpty)
        {
            block += (long)Varint.Read(ref bytes);
            blocks.Add(block);
        }
    }
}
