using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Paging;

/// <summary>A listing that a caller pages through: what is listed, where to go on, how much at once.</summary>
/// <remarks>A marker holds the last key that was given and a digest of the listing, so that the marker of one listing is not taken for another's.</remarks>
internal sealed class Listing
{
    private const int DigestBytes = 8;
    private const int FilterBatch = 200;

    private readonly string _scope;
    private readonly string? _after;
    private readonly int _size;

    /// <summary>Takes up a listing where its marker says.</summary>
    /// <param name="scope">What is listed, with every filter: the marker is good for this only.</param>
    /// <param name="marker">The marker that the caller gives; null for the first page.</param>
    /// <param name="limit">The most items that the caller wants.</param>
    /// <param name="standard">The items on a page when the caller names no number.</param>
    /// <param name="most">The most that the caller may name.</param>
    /// <exception cref="InvalidMarkerException">The marker is not one of this listing.</exception>
    public Listing(string scope, string? marker, int? limit, int standard, int most)
    {
        if (limit > most)
        {
            throw KmsErrors.Validation(string.Create(
                CultureInfo.InvariantCulture,
                $"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to {most}"));
        }

        _scope = scope;
        _after = marker is null ? null : Read(scope, marker);
        _size = limit ?? standard;
    }

    /// <summary>Reads a page of the records under a prefix; it reads what the page holds and one record more.</summary>
    public async ValueTask<Page<T>> ReadAsync<T>(IReadTransaction transaction, string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var records = await transaction.ListAsync<T>(prefix, After(prefix), _size + 1, cancellationToken);
        return Cut(records, record => record.Key[prefix.Length..]);
    }

    /// <summary>Reads a page of the records under a prefix, and of others that are not stored: where both have a key, the stored one counts.</summary>
    /// <param name="transaction">What is read through.</param>
    /// <param name="prefix">The start of the keys.</param>
    /// <param name="others">The others, which are few.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Page<T>> ReadAsync<T>(IReadTransaction transaction, string prefix, IEnumerable<T> others, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var after = After(prefix);
        var stored = await transaction.ListAsync<T>(prefix, after, _size + 1, cancellationToken);
        var all = stored
            .Concat(others.Where(other => after is null || string.CompareOrdinal(other.Key, after) > 0))
            .DistinctBy(record => record.Key)
            .OrderBy(record => record.Key, StringComparer.Ordinal);
        return Cut([.. all.Take(_size + 1)], record => record.Key[prefix.Length..]);
    }

    /// <summary>Reads a page of those records under a prefix that a filter lets through.</summary>
    public ValueTask<Page<T>> ReadAsync<T>(IReadTransaction transaction, string prefix, Func<T, bool> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => ReadAsync<T>((after, limit) => transaction.ListAsync<T>(prefix, after, limit, cancellationToken), prefix, filter);

    /// <summary>Reads a page of the records that have a value in an index.</summary>
    public ValueTask<Page<T>> ReadAsync<T>(
        IReadTransaction transaction, RecordIndex<T> index, string value, Func<T, bool> filter, CancellationToken cancellationToken)
        where T : class, IRecord<T>
        => ReadAsync((after, limit) => transaction.ListByIndexAsync(index, value, after, limit, cancellationToken), "", filter);

    /// <summary>Gives a page of what was read whole, because a quota keeps it small.</summary>
    /// <param name="items">All the items, in the order of their keys.</param>
    /// <param name="keyOf">Gives the key by which items are ordered.</param>
    public Page<T> Of<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var rest = _after is null ? items : items.SkipWhile(item => string.CompareOrdinal(keyOf(item), _after) <= 0);
        return Cut([.. rest.Take(_size + 1)], keyOf);
    }

    private async ValueTask<Page<T>> ReadAsync<T>(
        Func<string?, int, ValueTask<IReadOnlyList<T>>> read, string prefix, Func<T, bool> filter)
        where T : class, IRecord<T>
    {
        var found = new List<T>();
        var after = After(prefix);
        IReadOnlyList<T> batch;
        do
        {
            batch = await read(after, FilterBatch);
            found.AddRange(batch.Where(filter).Take(_size + 1 - found.Count));
            after = batch is [] ? null : batch[^1].Key;
        }
        while (batch.Count == FilterBatch && found.Count <= _size);

        return Cut(found, record => record.Key[prefix.Length..]);
    }

    private string? After(string prefix) => _after is null ? null : prefix + _after;

    private Page<T> Cut<T>(IReadOnlyList<T> items, Func<T, string> keyOf)
        => items.Count <= _size
            ? new(items, NextMarker: null)
            : new([.. items.Take(_size)], Write(_scope, keyOf(items[_size - 1])));

    private static string Write(string scope, string key)
        => Base64Url.EncodeToString([.. Digest(scope), .. Encoding.UTF8.GetBytes(key)]);

    private static string Read(string scope, string marker)
    {
        if (!Base64Url.IsValid(marker))
        {
            throw Invalid();
        }

        var bytes = Base64Url.DecodeFromChars(marker);
        return bytes.Length > DigestBytes && Digest(scope).SequenceEqual(bytes.AsSpan(0, DigestBytes))
            ? Encoding.UTF8.GetString(bytes.AsSpan(DigestBytes))
            : throw Invalid();
    }

    private static InvalidMarkerException Invalid() => new("Invalid marker.");

    private static ReadOnlySpan<byte> Digest(string scope) => SHA256.HashData(Encoding.UTF8.GetBytes(scope)).AsSpan(0, DigestBytes);
}
