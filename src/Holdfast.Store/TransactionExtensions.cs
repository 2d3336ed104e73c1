namespace Holdfast.Store;

/// <summary>Shorter ways to read.</summary>
public static class TransactionExtensions
{
    /// <summary>Lists all records whose keys start with a prefix; only for prefixes under a quota.</summary>
    public static ValueTask<IReadOnlyList<T>> ListAsync<T>(this IReadTransaction transaction, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => transaction.ListAsync<T>(prefix, after: null, int.MaxValue, cancellationToken);

    /// <summary>Finds the one record that has a value in an index, or the first of several.</summary>
    public static async ValueTask<T?> FindByIndexAsync<T>(
        this IReadTransaction transaction, RecordIndex<T> index, string value, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => await transaction.ListByIndexAsync(index, value, after: null, 1, cancellationToken) is [var first, ..] ? first : null;
}
