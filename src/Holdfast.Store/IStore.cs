namespace Holdfast.Store;

/// <summary>The durable state of a server: records, streams, blobs, the change feed, cursors and timers.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Files by the hash of their content.</summary>
    IBlobStore Blobs { get; }

    /// <summary>The number of the latest change; it moves by one with each, without gaps, in commit order.</summary>
    long LastSequence { get; }

    /// <summary>How often the bell has rung: it rings for every commit that holds more than stream entries.</summary>
    long Signals { get; }

    /// <summary>What the store has done and holds, for health and metrics.</summary>
    StoreStatistics Statistics { get; }

    /// <summary>Begins a unit of work. Dispose it when it is not committed.</summary>
    /// <param name="cause">Why: the change, or call, that led to this one; its depth is kept with each change.</param>
    IStoreTransaction Begin(Cause cause);

    /// <summary>Begins a unit of work that no other commit gets in the way of, for work that has met too many conflicts.</summary>
    /// <remarks>Other commits wait until it is finished or disposed, but no longer than a bound; after that it can conflict like any other.</remarks>
    ValueTask<IStoreTransaction> BeginExclusiveAsync(Cause cause, CancellationToken cancellationToken);

    /// <summary>Commits. It never throws for a conflict; it throws <see cref="StoreUnavailableException"/> when the disk refuses, and then nothing was kept.</summary>
    /// <remarks>A transaction without writes is answered too: <see cref="CommitOutcome.Conflict"/> says that what it read never was true at one time.</remarks>
    /// <param name="transaction">The unit of work, which is finished after this whatever the outcome.</param>
    /// <param name="durability">Whether to wait until the write is on the disk.</param>
    /// <param name="cancellationToken">Ends the wait, not the commit.</param>
    ValueTask<CommitOutcome> CommitAsync(IStoreTransaction transaction, Durability durability, CancellationToken cancellationToken);

    /// <summary>Says whether nothing that a value was made from has changed since; cheap enough for every request.</summary>
    bool IsCurrent(Freshness freshness);

    /// <summary>Reads changes after a sequence number, oldest first.</summary>
    ValueTask<IReadOnlyList<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets changes up to a sequence number that no follower needs any more; the latest few thousand are kept anyway.</summary>
    ValueTask TrimChangesAsync(long through, CancellationToken cancellationToken);

    /// <summary>Reads the durable cursor of a follower; zero when it has none.</summary>
    ValueTask<long> ReadCursorAsync(string follower, CancellationToken cancellationToken);

    /// <summary>Reads the timers that come due first, in the order of due time, kind and key.</summary>
    ValueTask<IReadOnlyList<ArmedTimer>> ReadTimersAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Waits until the bell has rung more often than was seen; the pump's bell.</summary>
    /// <param name="seen">The value of <see cref="Signals"/> before the work that found nothing more to do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask WaitForCommitAsync(long seen, CancellationToken cancellationToken);

    /// <summary>Empties the world: every record, stream, blob, change, cursor and timer.</summary>
    ValueTask ResetAsync(CancellationToken cancellationToken);
}
