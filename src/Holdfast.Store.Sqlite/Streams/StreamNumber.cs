namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Numbers blocks so that the blocks of a stream lie together, in order, in one table.</summary>
internal static class StreamNumber
{
    private const int SequenceBits = 40;

    /// <summary>The greatest number an entry may have: a trillion entries a stream.</summary>
    public const long MostSequence = (1L << SequenceBits) - 1;

    /// <summary>The number of the block of a stream that starts with an entry.</summary>
    public static long BlockId(long stream, long first) => (stream << SequenceBits) | first;
}
