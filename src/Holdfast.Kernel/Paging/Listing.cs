using Holdfast.Store;

namespace Holdfast.Kernel.Paging;

/// <summary>A listing that a caller pages through: what is listed, where to go on, how much at once.</summary>
/// <remarks>The order is that of the keys, by code point. A marker is good for the listing that gave it alone (<see cref="PageMarker"/>).</remarks>
public sealed class Listing
{
    /// <summary>Records read at once while a filter looks for enough of them.</summary>
    private const int FilterBatch = 200;

    private readonly string _scope;
    private readonly string? _after;
    private readonly int _size;

    /// <summary>Takes up a listing where its marker says.</summary>
    /// <param name="scope">What is listed, with every filter: the marker is good for this only.</param>
    /// <param name="marker">The marker that the caller gives; null for the first page.</param>
    /// <param name="size">The most items on a page.</param>
    /// <param name="invalid">Makes the error of the service for a marker that is not one of this listing.</param>
    public Listing(string scope, string? marker, int size, Func<ServiceException> invalid)
    {
        _scope = scope;
        _after = marker is null ? null : PageMarker.Read(scope, marker, invalid);
        _size = size;
    }

    /// <summary>Reads a page of the records under a prefix; it reads what the page holds and one record more.</summary>
    public async ValueTask<Page<T>> ReadAsync<T>(IReadTransaction transaction, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var records = await transaction.ListAsync<T>(prefix, After(prefix), _size + 1, cancellationToken);
        return Cut(records, KeyUnder<T>(prefix));
    }

    /// <summary>Reads a page of those records under a prefix that a filter lets through.</summary>
    public ValueTask<Page<T>> ReadAsync<T>(
        IReadTransaction transaction, string prefix, Func<T, bool> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => ReadAsync<T>(transaction, prefix, record => new ValueTask<bool>(filter(record)), cancellationToken);

    /// <summary>Reads a page of those records under a prefix that a filter, which may read more, lets through.</summary>
    public async ValueTask<Page<T>> ReadAsync<T>(
        IReadTransaction transaction, string prefix, Func<T, ValueTask<bool>> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => Cut(await CollectAsync(transaction, prefix, filter, cancellationToken), KeyUnder<T>(prefix));

    /// <summary>Reads a page of those records that have a value in an index and that a filter lets through.</summary>
    public async ValueTask<Page<T>> ReadAsync<T>(
        IReadTransaction transaction, RecordIndex<T> index, string value, Func<T, bool> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var found = await CollectAsync<T>(
            (after, limit) => transaction.ListByIndexAsync(index, value, after, limit, cancellationToken),
            _after,
            record => new ValueTask<bool>(filter(record)));
        return Cut(found, static record => record.Key);
    }

    /// <summary>Reads a page of those records under a prefix that a filter lets through, and of others that are not stored.</summary>
    /// <param name="transaction">What is read through.</param>
    /// <param name="prefix">The start of the keys of the records.</param>
    /// <param name="filter">What lets a record through.</param>
    /// <param name="others">The others in the order of their keys, without the prefix; where a record has the key of one, the record counts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Page<T>> ReadAsync<T>(
        IReadTransaction transaction, string prefix, Func<T, bool> filter, IEnumerable<(string Key, T Item)> others, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var found = await CollectAsync<T>(transaction, prefix, record => new ValueTask<bool>(filter(record)), cancellationToken);
        var keyOf = KeyUnder<T>(prefix);
        var items = found
            .Select(record => (Key: keyOf(record), Item: record))
            .Concat(Rest(others, static other => other.Key))
            .DistinctBy(static item => item.Key, StringComparer.Ordinal)
            .OrderBy(static item => item.Key, StringComparer.Ordinal);
        return Cut([.. items.Take(_size + 1)], static item => item.Key).Select(static item => item.Item);
    }

    /// <summary>Gives a page of what was read whole, because a quota keeps it small.</summary>
    /// <param name="items">All the items, in the order of their keys.</param>
    /// <param name="keyOf">Gives the key by which items are ordered.</param>
    public Page<T> Of<T>(IEnumerable<T> items, Func<T, string> keyOf) => Cut([.. Rest(items, keyOf)], keyOf);

    private ValueTask<List<T>> CollectAsync<T>(
        IReadTransaction transaction, string prefix, Func<T, ValueTask<bool>> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => CollectAsync((after, limit) => transaction.ListAsync<T>(prefix, after, limit, cancellationToken), After(prefix), filter);

    private async ValueTask<List<T>> CollectAsync<T>(
        Func<string?, int, ValueTask<IReadOnlyList<T>>> read, string? after, Func<T, ValueTask<bool>> filter)
        where T : class, IRecord<T>
    {
        var found = new List<T>();
        IReadOnlyList<T> batch;
        do
        {
            batch = await read(after, FilterBatch);
            for (var i = 0; i < batch.Count && found.Count <= _size; i++)
            {
                if (await filter(batch[i]))
                {
                    found.Add(batch[i]);
                }
            }

            after = batch is [] ? null : batch[^1].Key;
        }
        while (batch.Count == FilterBatch && found.Count <= _size);

        return found;
    }

    // What the page can hold of items, and one more.
    private IEnumerable<T> Rest<T>(IEnumerable<T> items, Func<T, string> keyOf)
        => (_after is null ? items : items.SkipWhile(item => string.CompareOrdinal(keyOf(item), _after) <= 0)).Take(_size + 1);

    private string? After(string prefix) => _after is null ? null : prefix + _after;

    private static Func<T, string> KeyUnder<T>(string prefix)
        where T : class, IRecord<T>
        => record => record.Key[prefix.Length..];

    private Page<T> Cut<T>(IReadOnlyList<T> items, Func<T, string> keyOf)
        => items.Count <= _size
            ? new(items, Marker: null)
            : new([.. items.Take(_size)], PageMarker.Write(_scope, keyOf(items[_size - 1])));
}
