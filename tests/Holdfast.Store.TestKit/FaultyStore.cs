namespace Holdfast.Store.TestKit;

/// <summary>A store whose commits fail or meet a conflict where a test says so, before anything of them is kept; all else is the real store's.</summary>
public sealed class FaultyStore(IStore inner) : IStore
{
    private int _commits;

    /// <summary>Says whether the commit of that number fails, counting from one.</summary>
    public Func<int, bool> Fails { get; set; } = static _ => false;

    /// <summary>Says whether the commit of that number meets a conflict, counting from one.</summary>
    public Func<int, bool> Conflicts { get; set; } = static _ => false;

    /// <summary>The commits that were asked for.</summary>
    public int Commits => _commits;

    /// <summary>Makes one commit fail as if the disk refused, counting from the next as one.</summary>
    public void FailCommit(int number)
    {
        var failing = _commits + number;
        Fails = asked => asked == failing;
    }

    /// <summary>Makes the commit of that number meet a conflict, counting from the next as one.</summary>
    public void ConflictCommit(int number)
    {
        var conflicting = _commits + number;
        Conflicts = asked => asked == conflicting;
    }

    public IBlobStore Blobs => inner.Blobs;

    public long LastSequence => inner.LastSequence;

    public long Signals => inner.Signals;

    public StoreStatistics Statistics => inner.Statistics;

    public IStoreTransaction Begin(Cause cause) => inner.Begin(cause);

    public ValueTask<IStoreTransaction> BeginExclusiveAsync(Cause cause, CancellationToken cancellationToken)
        => inner.BeginExclusiveAsync(cause, cancellationToken);

    public ValueTask<CommitOutcome> CommitAsync(IStoreTransaction transaction, Durability durability, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _commits);
        if (Fails(number))
        {
            transaction.Dispose();
            throw new StoreUnavailableException($"Commit {number} fails, as the test asked.");
        }

        if (Conflicts(number))
        {
            transaction.Dispose();
            return new(CommitOutcome.Conflict);
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
