namespace Holdfast.Store;

/// <summary>The durable state of a server: records, streams, blobs, the change feed, cursors and timers.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Files by the hash of their content.</summary>
    IBlobStore Blobs { get; }

    /// <summary>The number of the latest change; it moves by one with each, without gaps, in commit order.</summary>
    long LastSequence { get; }

    /// <summary>Begins a unit of work. Dispose it when it is not committed.</summary>
    /// <param name="cause">Why: the change, or call, that led to this one; its depth is kept with each change.</param>
    IStoreTransaction Begin(Cause cause);

    /// <summary>Commits. It never throws for a conflict; it throws <see cref="StoreUnavailableException"/> when the disk refuses, and then nothing was kept.</summary>
    /// <param name="transaction">The unit of work, which is finished after this whatever the outcome.</param>
    /// <param name="durability">Whether to wait until the write is on the disk.</param>
    /// <param name="cancellationToken">Ends the wait, not the commit.</param>
    ValueTask<CommitOutcome> CommitAsync(IStoreTransaction transaction, Durability durability, CancellationToken cancellationToken);

    /// <summary>Says whether nothing that a value was made from has changed since; cheap enough for every request.</summary>
    bool IsCurrent(Freshness freshness);

    /// <summary>Reads changes after a sequence number, oldest first.</summary>
    ValueTask<IReadOnlyList<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the durable cursor of a follower; zero when it has none.</summary>
    ValueTask<long> ReadCursorAsync(string follower, CancellationToken cancellationToken);

    /// <summary>Reads the timer that comes due first, optionally passing over some.</summary>
    ValueTask<ArmedTimer?> NextTimerAsync(DateTimeOffset after, CancellationToken cancellationToken);

    /// <summary>Waits until a commit happened after the given sequence of signals; the pump's bell.</summary>
    ValueTask WaitForCommitAsync(CancellationToken cancellationToken);

    /// <summary>Empties the world: every record, stream, blob, change, cursor and timer.</summary>
    ValueTask ResetAsync(CancellationToken cancellationToken);
}

/// <summary>A unit of work in the hands of who runs it.</summary>
public interface IStoreTransaction : ITransaction, IDisposable
{
    /// <summary>What was read so far, to be asked later whether it still holds.</summary>
    Freshness Freshness { get; }

    /// <summary>Whether anything but stream entries was written.</summary>
    bool HasWrites { get; }
}

/// <summary>What a value was made from: keep it beside the value, and ask <see cref="IStore.IsCurrent"/>.</summary>
public abstract class Freshness;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>It is kept.</summary>
    Committed,

    /// <summary>Another commit changed what this one read; nothing is kept; run the work again.</summary>
    Conflict,
}

/// <summary>What a commit waits for.</summary>
public enum Durability
{
    /// <summary>The write survives a power cut before the commit returns.</summary>
    Durable,

    /// <summary>The write rides a group commit a little later; an orderly stop never loses it. Only for stream entries of read-only calls.</summary>
    Deferred,
}

/// <summary>Why a change happened.</summary>
/// <param name="Origin">The request id of the call, or the name of the follower or timer.</param>
/// <param name="Depth">Zero for a call, one more for each follower or timer between.</param>
public readonly record struct Cause(string Origin, int Depth);
