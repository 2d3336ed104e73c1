namespace Holdfast.Store.TestKit;

/// <summary>A store whose commits fail where a test says so, before anything of them is kept.</summary>
public sealed class FaultyStore(IStore inner) : IStore
{
    private int _commits;

    /// <summary>Says whether the commit of that number fails, counting from one.</summary>
    public Func<int, bool> Fails { get; set; } = static _ => false;

    /// <summary>The commits that were asked for.</summary>
    public int Commits => _commits;

    public IBlobStore Blobs => inner.Blobs;

    public long LastSequence => inner.LastSequence;

    public long Signals => inner.Signals;

    public StoreStatistics Statistics => inner.Statistics;

    public IStoreTransaction Begin(Cause cause) => inner.Begin(cause);

    public ValueTask<IStoreTransaction> BeginExclusiveAsync(Cause cause, CancellationToken cancellationToken)
        => inner.BeginExclusiveAsync(cause, cancellationToken);

    public ValueTask<CommitOutcome> CommitAsync(IStoreTransaction transaction, Durability durability, CancellationToken cancellationToken)
    {
        if (Fails(Interlocked.Increment(ref _commits)))
        {
            transaction.Dispose();
            throw new StoreUnavailableException("The test said so.");
        }

        return inner.CommitAsync(transaction, durability, cancellationToken);
    }

    public bool IsCurrent(Freshness freshness) => inner.IsCurrent(freshness);

    public ValueTask<IReadOnlyList<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken)
        => inner.ReadChangesAsync(after, limit, cancellationToken);

    public ValueTask TrimChangesAsync(long through, CancellationToken cancellationToken) => inner.TrimChangesAsync(through, cancellationToken);

    public ValueTask<long> ReadCursorAsync(string follower, CancellationToken cancellationToken)
        => inner.ReadCursorAsync(follower, cancellationToken);

    public ValueTask<IReadOnlyList<ArmedTimer>> ReadTimersAsync(int limit, CancellationToken cancellationToken)
        => inner.ReadTimersAsync(limit, cancellationToken);

    public ValueTask WaitForCommitAsync(long seen, CancellationToken cancellationToken) => inner.WaitForCommitAsync(seen, cancellationToken);

    public ValueTask ResetAsync(CancellationToken cancellationToken) => inner.ResetAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
