using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>A unit of work: it reads what is committed and remembers that it did, and keeps its writes to itself until the commit.</summary>
internal sealed partial class StoreTransaction(SqliteStore store, Cause cause, ExclusiveHold? hold) : IStoreTransaction
{
    private readonly ReadSet _reads = new(store.Recent.Published);
    private KeyedValues<IRecord?>? _seen;
    private List<System.Collections.IList>? _lists;
    private KeyedValues<PendingWrite>? _writes;
    private List<PendingRoom>? _rooms;
    private List<PendingEntry>? _entries;
    private List<PendingTrim>? _trims;
    private List<PendingTimer>? _timers;
    private List<PendingCursor>? _cursors;
    private bool _isFinished;

    public Freshness Freshness => _reads;

    public bool HasWrites => _writes is not null || _trims is { Count: > 0 } || _timers is { Count: > 0 } || _cursors is { Count: > 0 };

    public ValueTask<T?> FindAsync<T>(string key, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        var recordKey = new RecordKey(store.Collections.Of<T>(), key);
        if (FindWrite(recordKey) is { } write)
        {
            return new((T?)write.After);
        }

        if (_seen is not null && _seen.TryFind(recordKey, out var seen))
        {
            return new((T?)seen);
        }

        _reads.AddKey(recordKey);
        var record = store.Records.Find(recordKey);
        (_seen ??= new()).Add(recordKey, record);
        return new((T?)record);
    }

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(string prefix, string? after, int limit, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (limit == 0)
        {
            return new(Array.Empty<T>());
        }

        var collection = store.Collections.Of<T>();
        var overlay = Overlay(collection, prefix, after);

        // Each removed record of this transaction may stand in the place of one that counts.
        var fetch = limit > int.MaxValue - overlay.Count ? int.MaxValue : limit + overlay.Count;
        var committed = store.Records.List<T>(collection, prefix, after, fetch);
        _reads.AddRange(collection, prefix, after, committed.Count < fetch ? null : committed[^1].Key);
        (_lists ??= []).Add(committed);
        return new(overlay.Count == 0 ? committed : Merge(committed, overlay, limit));
    }

    public ValueTask<int> CountAsync<T>(string prefix, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        var collection = store.Collections.Of<T>();
        _reads.AddCount(collection, prefix);
        return new(store.Records.Count(new RecordKey(collection, prefix)) + NetAdded(collection, prefix));
    }

    public async ValueTask<IReadOnlyList<T>> ListByIndexAsync<T>(
        RecordIndex<T> index, string value, string? after, int limit, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var collection = store.Collections.Of<T>();
        var ordinal = OrdinalOf(collection, index.Name);
        if (collection.Committed is { Collection: > 0, Indexes: null })
        {
            await store.Writer.BuildIndexesAsync(collection).WaitAsync(cancellationToken);
        }

        var overlay = Overlay(collection, string.Empty, after);
        var fetch = limit > int.MaxValue - overlay.Count ? int.MaxValue : limit + overlay.Count;
        _reads.AddIndex(collection, ordinal, value);
        var committed = store.Records.ListByIndex<T>(collection, ordinal, value, after, fetch);
        (_lists ??= []).Add(committed);
        if (overlay.Count == 0)
        {
            return committed;
        }

        // Written records that have the value count; those that no longer do take the committed one out.
        var merged = overlay.ConvertAll(write => index.ValueOf((T?)write.After ?? (T)write.Before!) == value && write.After is not null
            ? write
            : new PendingWrite(write.Key, write.Before, after: null));
        return Merge(committed, merged, limit);
    }

    public TResult ReadSnapshot<TResult>(Func<IRecordSnapshot, TResult> read)
    {
        ThrowIfFinished();
        return store.Records.ReadSnapshot(store.Collections, read);
    }

    public ValueTask<IReadOnlyList<StreamEntry>> SearchStreamAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        ThrowIfFinished();
        return new(store.Blocks.Search(query, cancellationToken));
    }

    public ValueTask<bool> HasRoomAsync<T>(string prefix, int quota, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        var key = new RecordKey(store.Collections.Of<T>(), prefix);
        var added = NetAdded(key.Collection, prefix);
        var hasRoom = store.Records.Count(key) + added < quota;
        if (hasRoom)
        {
            (_rooms ??= []).Add(new PendingRoom(key, quota, added));
        }
        else
        {
            _reads.AddCount(key.Collection, prefix);
        }

        return new(hasRoom);
    }

    public void Dispose() => Finish();

    /// <summary>Ends the transaction and gives what the writer needs.</summary>
    public UnitOfWork Seal()
    {
        ThrowIfFinished();
        var writes = SealWrites();

        if (writes.Count == 0)
        {
            ReadRooms();
        }

        _isFinished = true;
        return new UnitOfWork
        {
            Cause = cause,
            Reads = _reads,
            Writes = writes,
            Rooms = _rooms ?? (IReadOnlyList<PendingRoom>)[],
            Entries = _entries ?? (IReadOnlyList<PendingEntry>)[],
            Trims = _trims ?? (IReadOnlyList<PendingTrim>)[],
            Timers = _timers ?? (IReadOnlyList<PendingTimer>)[],
            Cursors = _cursors ?? (IReadOnlyList<PendingCursor>)[],
            Hold = hold,
        };
    }

    private List<PendingWrite> SealWrites()
    {
        if (_writes is null)
        {
            return [];
        }

        var writes = _writes.Values.FindAll(static write => !write.IsNothing);
        foreach (var write in writes)
        {
            write.Json = write.After is null ? null : Encode(write.Key, write.After);
        }

        return writes;
    }

    private static byte[] Encode(in RecordKey key, IRecord record)
    {
        var json = key.Collection.Write(record);
        return json.Length <= SqliteStore.RecordBytes
            ? json
            : throw new ArgumentException($"The record {key.Key} of {key.Collection.Name} is {json.Length} bytes; the most is {SqliteStore.RecordBytes}.", nameof(record));
    }

    private static int OrdinalOf(Collection collection, string index)
    {
        for (var i = 0; i < collection.IndexNames.Count; i++)
        {
            if (collection.IndexNames[i] == index)
            {
                return i;
            }
        }

        throw new ArgumentException($"The collection {collection.Name} has no index {index}.", nameof(index));
    }

    private static List<T> Merge<T>(List<T> committed, List<PendingWrite> overlay, int limit)
        where T : class, IRecord<T>
    {
        var merged = new List<T>(Math.Min(limit, committed.Count + overlay.Count));
        var (i, j) = (0, 0);
        while (merged.Count < limit && (i < committed.Count || j < overlay.Count))
        {
            var order = i == committed.Count ? 1 : j == overlay.Count ? -1 : KeyOrder.Compare(committed[i].Key, overlay[j].Key.Key);
            if (order < 0)
            {
                merged.Add(committed[i++]);
                continue;
            }

            if (overlay[j].After is T after)
            {
                merged.Add(after);
            }

            j++;
            i += order == 0 ? 1 : 0;
        }

        return merged;
    }

    private List<PendingWrite> Overlay(Collection collection, string prefix, string? after)
    {
        if (_writes is null)
        {
            return [];
        }

        var overlay = _writes.Values.FindAll(write => !write.IsNothing
            && ReferenceEquals(write.Key.Collection, collection) && KeyOrder.Contains(prefix, after, last: null, write.Key.Key));
        overlay.Sort(static (left, right) => KeyOrder.Compare(left.Key.Key, right.Key.Key));
        return overlay;
    }

    private int NetAdded(Collection collection, string prefix)
    {
        var added = 0;
        foreach (var write in _writes?.Values ?? [])
        {
            if (ReferenceEquals(write.Key.Collection, collection) && write.Key.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                added += (write.After is null ? 0 : 1) - (write.Before is null ? 0 : 1);
            }
        }

        return added;
    }

    // Without an insert there is nothing for the writer to hold against the quota: that there was room is then something read like any other.
    private void ReadRooms()
    {
        if (_rooms is null)
        {
            return;
        }

        foreach (var room in _rooms)
        {
            _reads.AddCount(room.Prefix.Collection, room.Prefix.Key);
        }

        _rooms = null;
    }

    private void Finish()
    {
        if (!_isFinished)
        {
            _isFinished = true;
            if (hold is not null)
            {
                store.Writer.Release(hold);
            }
        }
    }

    private void ThrowIfFinished()
    {
        if (_isFinished)
        {
            throw new InvalidOperationException("The transaction is finished; begin another.");
        }
    }
}
