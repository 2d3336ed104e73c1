using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>What the writer works with, and whom it tells.</summary>
internal sealed class WriterContext
{
    public required SqliteStoreOptions Options { get; init; }

    public required RecentWrites Recent { get; init; }

    public required PrefixCounts Counts { get; init; }

    public required ReaderPool Readers { get; init; }

    /// <summary>Opens the writer's connection anew; null where that would lose everything, in memory.</summary>
    public required Func<WriteSession>? Reopen { get; init; }

    /// <summary>Makes a kept group visible; called while the gate of the recent writes is held.</summary>
    public required Action<GroupWriter> Publish { get; init; }

    /// <summary>Forgets all that is known of the tables; called while the gate is held.</summary>
    public required Action<long> Forget { get; init; }

    /// <summary>Asks the tables again what the collections' numbers are.</summary>
    public required Action Reload { get; init; }

    /// <summary>Rings the bell.</summary>
    public required Action Ring { get; init; }
}
