using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Streams;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>What a transaction writes.</summary>
internal sealed partial class StoreTransaction
{
    public void Insert<T>(T after)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        var key = KeyOf(after);
        if (FindWrite(key) is { } write)
        {
            write.After = write.After is null ? after : throw AlreadyThere(key);
        }
        else
        {
            var isSeen = TryFindSeen(key, out var before);
            (_writes ??= new()).Add(key, before is null ? new PendingWrite(key, null, after) { IsBlind = !isSeen } : throw AlreadyThere(key));
        }
    }

    public void Replace<T>(T before, T after)
        where T : class, IRecord<T>
    {
        if (before.Key != after.Key)
        {
            throw new ArgumentException($"A record cannot change its key from {before.Key} to {after.Key}; delete it and insert another.", nameof(after));
        }

        Write(before, after);
    }

    public void Delete<T>(T before)
        where T : class, IRecord<T>
        => Write(before, after: null);

    public void Append(string stream, StreamAppend entry)
    {
        ThrowIfFinished();
        if (entry.Payload.Length > SqliteStore.RecordBytes)
        {
            throw new ArgumentException($"An entry of the stream {stream} is {entry.Payload.Length} bytes; the most is {SqliteStore.RecordBytes}.", nameof(entry));
        }

        (_entries ??= new(1)).Add(new PendingEntry(stream, EncodedEntry.From(entry)));
    }

    public void TrimStream(string stream, DateTimeOffset before)
    {
        ThrowIfFinished();
        (_trims ??= []).Add(new PendingTrim(stream, IsPrefix: false, before.UtcTicks));
    }

    public void TrimStreams(string prefix, DateTimeOffset before)
    {
        ThrowIfFinished();
        (_trims ??= []).Add(new PendingTrim(prefix, IsPrefix: true, before.UtcTicks));
    }

    public void Arm(ArmedTimer timer)
    {
        ThrowIfFinished();
        var depth = cause.At is { } at && timer.Due > at ? 0 : cause.Depth;
        (_timers ??= []).Add(new PendingTimer(PendingTimerKind.Arm, timer with { Depth = depth }));
    }

    public void Disarm(string kind, string key)
    {
        ThrowIfFinished();
        (_timers ??= []).Add(new PendingTimer(PendingTimerKind.Disarm, new ArmedTimer(kind, key, default)));
    }

    public void Fire(ArmedTimer timer)
    {
        ThrowIfFinished();
        (_timers ??= []).Add(new PendingTimer(PendingTimerKind.Fire, timer));
    }

    public void MoveCursor(string follower, long from, long to)
    {
        ThrowIfFinished();
        (_cursors ??= []).Add(new PendingCursor(follower, from, to));
    }

    public void DiscardWrites()
    {
        ThrowIfFinished();
        ReadRooms();
        _writes = null;
        _entries = null;
        _trims = null;
        _timers = null;
        _cursors = null;
    }

    private static InvalidOperationException AlreadyThere(in RecordKey key)
        => new($"The record {key.Key} of {key.Collection.Name} is there already; replace it.");

    private RecordKey KeyOf<T>(T record)
        where T : class, IRecord<T>
        => record.Key.Length is > 0 and <= SqliteStore.KeyCharacters
            ? new RecordKey(store.Collections.Of<T>(), record.Key)
            : throw new ArgumentException($"A key of {T.Type.Collection} has {record.Key.Length} characters; it must have 1 to {SqliteStore.KeyCharacters}.", nameof(record));

    private void Write<T>(T before, T? after)
        where T : class, IRecord<T>
    {
        ThrowIfFinished();
        var key = KeyOf(before);
        if (FindWrite(key) is { } write)
        {
            write.After = write.After is not null ? after : throw NotRead(key);
            return;
        }

        if (!TryFindSeen(key, out var seen) || seen is null)
        {
            throw NotRead(key);
        }

        (_writes ??= new()).Add(key, new PendingWrite(key, seen, after));
    }

    private static InvalidOperationException NotRead(in RecordKey key)
        => new($"This transaction has not read the record {key.Key} of {key.Collection.Name}; a write needs what was there before.");

    private PendingWrite? FindWrite(in RecordKey key) => _writes is not null && _writes.TryFind(key, out var write) ? write : null;

    // What the transaction read is what conflicts are found by, so it and not what the caller hands over is the value before.
    private bool TryFindSeen(in RecordKey key, out IRecord? record)
    {
        record = null;
        if (_seen is not null && _seen.TryFind(key, out record))
        {
            return true;
        }

        foreach (var list in _lists ?? [])
        {
            foreach (var item in list)
            {
                if (item is IRecord listed && listed.Key == key.Key && key.Collection.Holds(listed))
                {
                    record = listed;
                    return true;
                }
            }
        }

        record = null;
        return false;
    }
}
