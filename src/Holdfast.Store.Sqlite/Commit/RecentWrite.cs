using Holdfast.Store.Sqlite.Records;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>What a write did.</summary>
internal enum RecentWriteKind : byte
{
    Added,
    Replaced,
    Removed,

    /// <summary>A record that has a value in an index, or had it, was written; the key is the value.</summary>
    Index,
}

/// <summary>One write, as far as it matters to those who read before it.</summary>
internal readonly record struct RecentWrite(RecentWriteKind Kind, RecordKey Key, int Ordinal);
