namespace Holdfast.Store.Sqlite.Streams;

/// <summary>The end of a stream, where the writer appends: its next number, and the blocks that are not full yet.</summary>
internal sealed class StreamTail(string name, long id, long next)
{
    public string Name => name;

    public long Id => id;

    public long Next { get; set; } = next;

    /// <summary>The number of the last entry that a segment covers; zero when there is none.</summary>
    public long IndexedThrough { get; set; }

    /// <summary>How many blocks, up to the last full one, no segment covers.</summary>
    public int Unindexed { get; set; }

    /// <summary>The blocks after the last full one, oldest first.</summary>
    public List<SmallBlock> Small { get; } = [];

    /// <summary>The entries of the group in work.</summary>
    public List<(long Sequence, EncodedEntry Entry)> Pending { get; } = [];
}

/// <summary>A block that waits to be merged with its neighbours.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct SmallBlock(long First, int Count, int Size);
