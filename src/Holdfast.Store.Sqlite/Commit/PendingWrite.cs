using Holdfast.Store.Sqlite.Records;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>What a transaction does to one record, from what was there before it to what it leaves.</summary>
internal sealed class PendingWrite(RecordKey key, IRecord? before, IRecord? after)
{
    public RecordKey Key => key;

    public IRecord? Before => before;

    public IRecord? After { get; set; } = after;

    /// <summary>Whether the transaction wrote without having looked, so that the key must be found free at commit.</summary>
    public bool IsBlind { get; init; }

    /// <summary>The JSON of the record after, written before the commit waits.</summary>
    public byte[]? Json { get; set; }

    /// <summary>The number of the change; given by the writer.</summary>
    public long Sequence { get; set; }

    /// <summary>Nothing is left to do when a record was added and removed again.</summary>
    public bool IsNothing => before is null && After is null;
}
