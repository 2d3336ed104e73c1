namespace Holdfast.Store;

/// <summary>A serializable unit of work: every write becomes a change in the feed, or none does.</summary>
/// <remarks>
/// Reads see the transaction's own writes. Writes are buffered and become visible, durable and part of the feed together, at commit.
/// Several writes of one record become one change, from the value before to the value after. Stream entries are the exception: they are not read back
/// before the commit. When another commit changed what this one read, commit answers <see cref="CommitOutcome.Conflict"/> and the work runs again.
/// </remarks>
public interface ITransaction : IReadTransaction
{
    /// <summary>Adds a record; an existing key is a programming error, unless the transaction has not looked, when it is a conflict.</summary>
    void Insert<T>(T after)
        where T : class, IRecord<T>;

    /// <summary>Puts a new value in the place of the one that this transaction read; both have the same key.</summary>
    void Replace<T>(T before, T after)
        where T : class, IRecord<T>;

    /// <summary>Removes the record that this transaction read.</summary>
    void Delete<T>(T before)
        where T : class, IRecord<T>;

    /// <summary>Says whether fewer records than the quota have the prefix, now and still at commit.</summary>
    /// <remarks>Unlike a count, it conflicts only when the quota is really reached, so that concurrent inserts under one quota do not collide.</remarks>
    ValueTask<bool> HasRoomAsync<T>(string prefix, int quota, CancellationToken cancellationToken)
        where T : class, IRecord<T>;

    /// <summary>Appends an entry to a stream.</summary>
    void Append(string stream, StreamAppend entry);

    /// <summary>Drops the entries of a stream that are older than an instant, this transaction's among them.</summary>
    void TrimStream(string stream, DateTimeOffset before);

    /// <summary>Arms a timer, or moves the one of the same kind and key.</summary>
    void Arm(ArmedTimer timer);

    /// <summary>Removes a timer, if it is armed.</summary>
    void Disarm(string kind, string key);
}
