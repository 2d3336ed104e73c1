using Holdfast.Store;

namespace Holdfast.Testing;

/// <summary>A store whose commits fail or meet a conflict when a test says so; all else is the real store's.</summary>
public sealed class FaultyStore(IStore store) : IStore
{
    private int _commits;
    private int _failing;
    private int _conflicting;

    /// <inheritdoc/>
    public IBlobStore Blobs => store.Blobs;

    /// <inheritdoc/>
    public long LastSequence => store.LastSequence;

    /// <inheritdoc/>
    public long Signals => store.Signals;

    /// <inheritdoc/>
    public StoreStatistics Statistics => store.Statistics;

    /// <summary>How many commits were asked for.</summary>
    public int Commits => _commits;

    /// <summary>Makes the commit of that number fail as if the disk refused, counting from the next as one.</summary>
    public void FailCommit(int number) => _failing = _commits + number;

    /// <summary>Makes the commit of that number meet a conflict, counting from the next as one.</summary>
    public void ConflictCommit(int number) => _conflicting = _commits + number;

    /// <inheritdoc/>
    public IStoreTransaction Begin(Cause cause) => store.Begin(cause);

    /// <inheritdoc/>
    public ValueTask<IStoreTransaction> BeginExclusiveAsync(Cause cause, CancellationToken cancellationToken)
        => store.BeginExclusiveAsync(cause, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(IStoreTransaction transaction, Durability durability, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _commits);
        if (number == _failing)
        {
            transaction.Dispose();
            throw new StoreUnavailableException($"Commit {number} fails, as the test asked.");
        }

        if (number == _conflicting)
        {
            transaction.Dispose();
            return new(CommitOutcome.Conflict);
        }

        return store.CommitAsync(transaction, durability, cancellationToken);
    }

    /// <inheritdoc/>
    public bool IsCurrent(Freshness freshness) => store.IsCurrent(freshness);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken)
        => store.ReadChangesAsync(after, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask TrimChangesAsync(long through, CancellationToken cancellationToken) => store.TrimChangesAsync(through, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> ReadCursorAsync(string follower, CancellationToken cancellationToken)
        => store.ReadCursorAsync(follower, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ArmedTimer>> ReadTimersAsync(int limit, CancellationToken cancellationToken)
        => store.ReadTimersAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask WaitForCommitAsync(long seen, CancellationToken cancellationToken) => store.WaitForCommitAsync(seen, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ResetAsync(CancellationToken cancellationToken) => store.ResetAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();
}
