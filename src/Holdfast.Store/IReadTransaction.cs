namespace Holdfast.Store;

/// <summary>A consistent view of the store. What was read is remembered, so that the transaction can be found stale.</summary>
public interface IReadTransaction
{
    /// <summary>Finds a record by its key.</summary>
    ValueTask<T?> FindAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, IRecord<T>;

    /// <summary>Lists records whose keys start with a prefix, in the ordinal order of their keys' UTF-8 bytes.</summary>
    /// <param name="prefix">The start of the key.</param>
    /// <param name="after">Only keys greater than this one; null for all.</param>
    /// <param name="limit">The most records to read; the cost is that of the records returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<T>> ListAsync<T>(string prefix, string? after, int limit, CancellationToken cancellationToken)
        where T : class, IRecord<T>;

    /// <summary>Counts the records whose keys start with a prefix.</summary>
    ValueTask<int> CountAsync<T>(string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>;

    /// <summary>Lists the records that have a value in an index, in the order of their keys.</summary>
    ValueTask<IReadOnlyList<T>> ListByIndexAsync<T>(
        RecordIndex<T> index, string value, string? after, int limit, CancellationToken cancellationToken)
        where T : class, IRecord<T>;

    /// <summary>Reads several things as they were committed at one instant after this transaction began, for answers that need no more than that.</summary>
    /// <remarks>
    /// What is read this way is not checked at commit, so it cannot conflict, and the transaction's own writes are not in it. It holds a connection while
    /// it runs, so the reading is short and waits for nothing.
    /// </remarks>
    /// <param name="read">Reads.</param>
    TResult ReadSnapshot<TResult>(Func<IRecordSnapshot, TResult> read);

    /// <summary>Reads entries of a stream; streams are append-only and are not part of conflict detection.</summary>
    ValueTask<IReadOnlyList<StreamEntry>> SearchStreamAsync(StreamQuery query, CancellationToken cancellationToken);
}
