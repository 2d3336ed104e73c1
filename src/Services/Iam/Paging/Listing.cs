using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Paging;

/// <summary>A listing that a caller pages through: what is listed, where to go on, how much at once.</summary>
/// <remarks>
/// The order is that of the keys: names in lower case, by code point. AWS documents no order; its answers are in the order of names.
/// A marker holds the last key that was given and a digest of the listing, so that the marker of one listing is not taken for another's.
/// </remarks>
internal sealed class Listing
{
    /// <summary>Items on a page when the caller names no number ("MaxItems … defaults to 100").</summary>
    public const int DefaultPageSize = 100;

    /// <summary>Records read at once while a filter looks for enough of them.</summary>
    private const int FilterBatch = 200;

    private readonly string _scope;
    private readonly string? _after;
    private readonly int _size;

    /// <summary>Takes up a listing where its marker says.</summary>
    /// <param name="scope">What is listed, with every filter: the marker is good for this only.</param>
    /// <param name="marker">The marker that the caller gives; null for the first page.</param>
    /// <param name="maxItems">The most items that the caller wants.</param>
    /// <exception cref="CommonException">The marker is not one of this listing.</exception>
    public Listing(string scope, string? marker, int? maxItems)
    {
        _scope = scope;
        _after = marker is null ? null : PageMarker.Read(scope, marker);
        _size = maxItems ?? DefaultPageSize;
    }

    /// <summary>Reads a page of the records under a prefix; it reads what the page holds and one record more.</summary>
    public async ValueTask<Page<T>> ReadAsync<T>(IReadTransaction transaction, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var records = await transaction.ListAsync<T>(prefix, After(prefix), _size + 1, cancellationToken);
        return Cut(records, record => record.Key[prefix.Length..]);
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
    {
        var found = await CollectAsync(transaction, prefix, filter, cancellationToken);
        return Cut(found, record => record.Key[prefix.Length..]);
    }

    /// <summary>Reads a page of those records under a prefix that a filter lets through, and after the last of them of what follows.</summary>
    /// <param name="transaction">What is read through.</param>
    /// <param name="prefix">The start of the keys of the records.</param>
    /// <param name="filter">What lets a record through.</param>
    /// <param name="rest">What follows the records: each with a key that is greater than those of all records.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Page<T>> ReadAsync<T>(
        IReadTransaction transaction, string prefix, Func<T, bool> filter, IEnumerable<(string Key, T Item)> rest, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var found = await CollectAsync<T>(transaction, prefix, record => new ValueTask<bool>(filter(record)), cancellationToken);
        var items = found
            .Select(record => (Key: record.Key[prefix.Length..], Item: record))
            .Concat(rest.SkipWhile(item => _after is not null && string.CompareOrdinal(item.Key, _after) <= 0).Take(_size + 1 - found.Count));
        return Cut([.. items], item => item.Key).Select(item => item.Item);
    }

    /// <summary>Gives a page of what was read whole, because a quota keeps it small.</summary>
    /// <param name="items">All the items, in the order of their keys.</param>
    /// <param name="keyOf">Gives the key by which items are ordered.</param>
    public Page<T> Of<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var rest = _after is null ? items : items.SkipWhile(item => string.CompareOrdinal(keyOf(item), _after) <= 0);
        return Cut([.. rest.Take(_size + 1)], keyOf);
    }

    private async ValueTask<List<T>> CollectAsync<T>(
        IReadTransaction transaction, string prefix, Func<T, ValueTask<bool>> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var found = new List<T>();
        var after = After(prefix);
        IReadOnlyList<T> batch;
        do
        {
            batch = await transaction.ListAsync<T>(prefix, after, FilterBatch, cancellationToken);
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

    private string? After(string prefix) => _after is null ? null : prefix + _after;

    private Page<T> Cut<T>(IReadOnlyList<T> items, Func<T, string> keyOf)
        => items.Count <= _size
            ? new(items, Marker: null)
            : new([.. items.Take(_size)], PageMarker.Write(_scope, keyOf(items[_size - 1])));
}
