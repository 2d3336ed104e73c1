namespace Holdfast.Store;

/// <summary>A unit of work in the hands of who runs it.</summary>
public interface IStoreTransaction : ITransaction, IDisposable
{
    /// <summary>What was read so far, to be asked later whether it still holds.</summary>
    Freshness Freshness { get; }

    /// <summary>Whether anything but stream entries was written.</summary>
    bool HasWrites { get; }

    /// <summary>Forgets everything that was written and keeps what was read, so that a refusal is checked and recorded like an answer.</summary>
    void DiscardWrites();

    /// <summary>Removes a due timer; commit answers <see cref="CommitOutcome.Conflict"/> when it is no longer armed as it was read.</summary>
    void Fire(ArmedTimer timer);

    /// <summary>Moves the durable cursor of a follower; commit answers <see cref="CommitOutcome.Conflict"/> when it is not where it was read.</summary>
    void MoveCursor(string follower, long from, long to);
}
