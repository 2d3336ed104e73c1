using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Sql;
using Holdfast.Store.Sqlite.Streams;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>Applies the units of one group, inside one transaction of SQLite that somebody else begins and ends.</summary>
internal sealed partial class GroupWriter
{
    private readonly RecentWrites _recent;
    private readonly PrefixCounts _counts;
    private readonly BlockWriter _streams;
    private readonly List<PendingWrite> _written = [];
    private readonly List<Collection> _renumbered = [];
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);

    public GroupWriter(Database database, RecentWrites recent, PrefixCounts counts, BlockWriter streams)
    {
        _recent = recent;
        _counts = counts;
        _streams = streams;
        _statements = new Statements(database);
    }

    /// <summary>The number of the latest change, the group's own included.</summary>
    public long Sequence { get; set; }

    /// <summary>The records written by the group, in the order of their changes.</summary>
    public IReadOnlyList<PendingWrite> Written => _written;

    /// <summary>The cursors moved by the group.</summary>
    public IReadOnlyDictionary<string, long> Cursors => _cursors;

    /// <summary>Decides a unit and, unless it conflicts, writes it.</summary>
    public CommitOutcome Apply(UnitOfWork unit)
    {
        if (_recent.Search(unit.Reads) != RecentWrites.Finding.Untouched || !Holds(unit))
        {
            return CommitOutcome.Conflict;
        }

        foreach (var write in unit.Writes)
        {
            Write(write, unit.Cause);
        }

        foreach (var timer in unit.Timers)
        {
            WriteTimer(timer);
        }

        foreach (var cursor in unit.Cursors)
        {
            _statements.SetCursor.Bind(1, cursor.Follower).Bind(2, cursor.To).Run();
            _cursors[cursor.Follower] = cursor.To;
        }

        foreach (var entry in unit.Entries)
        {
            _streams.Add(entry.Stream, entry.Entry);
        }

        foreach (var trim in unit.Trims)
        {
            foreach (var stream in trim.IsPrefix ? _streams.NamesWith(trim.Name) : [trim.Name])
            {
                _streams.Trim(stream, trim.Before);
            }
        }

        return CommitOutcome.Committed;
    }

    /// <summary>Gives the collection its numbers, and fills each index that does not cover all records yet.</summary>
    public void BuildIndexes(Collection collection)
    {
        if (collection.Pending is { Collection: > 0, Indexes: not null })
        {
            return;
        }

        _renumbered.Add(collection);
        var number = collection.Pending.Collection > 0 ? collection.Pending.Collection : Register(collection.Name);
        var indexes = new long[collection.IndexNames.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = IndexId(collection, number, i);
        }

        collection.Pending = new Numbers(number, indexes);
    }

    /// <summary>Ends the group's account: it is on the disk.</summary>
    public void Accept()
    {
        _renumbered.ForEach(static collection => collection.Publish());
        Forget();
    }

    /// <summary>Ends the group's account: nothing of it was kept.</summary>
    public void Withdraw(long sequence)
    {
        Sequence = sequence;
        _renumbered.ForEach(static collection => collection.Withdraw());
        Forget();
    }

    private void Forget()
    {
        _written.Clear();
        _renumbered.Clear();
        _cursors.Clear();
    }

    // All that can be refused is found out before the first row is written, so a unit that conflicts leaves nothing to take back.
    private bool Holds(UnitOfWork unit)
    {
        foreach (var write in unit.Writes)
        {
            if (write.IsBlind && Exists(write.Key))
            {
                return false;
            }
        }

        foreach (var room in unit.Rooms)
        {
            if (_counts.Current(room.Prefix, _statements.Count) + room.Added >= room.Quota)
            {
                return false;
            }
        }

        return unit.Timers.All(timer => timer.Kind != PendingTimerKind.Fire || IsArmed(timer.Timer))
            && unit.Cursors.All(cursor => ReadCursor(cursor.Follower) == cursor.From);
    }

    private bool Exists(in RecordKey key)
    {
        var exists = _statements.Exists.Bind(1, key.Collection.Pending.Collection).Bind(2, key.Key).Step();
        _statements.Exists.Reset();
        return exists;
    }

    private bool IsArmed(ArmedTimer timer)
    {
        var isArmed = _statements.FindTimer.Bind(1, timer.Kind).Bind(2, timer.Key).Step() && _statements.FindTimer.Int64(0) == timer.Due.UtcTicks;
        _statements.FindTimer.Reset();
        return isArmed;
    }

    private long ReadCursor(string follower)
    {
        var cursor = _statements.FindCursor.Bind(1, follower).Step() ? _statements.FindCursor.Int64(0) : 0;
        _statements.FindCursor.Reset();
        return cursor;
    }

    private void Write(PendingWrite write, Cause cause)
    {
        var collection = write.Key.Collection;
        BuildIndexes(collection);
        write.Sequence = ++Sequence;
        AddChange(write, cause);
        if (write.Json is { } json)
        {
            _statements.Put.Bind(1, collection.Pending.Collection).Bind(2, write.Key.Key).Bind(3, write.Sequence).BindBlob(4, json).Run();
        }
        else
        {
            _statements.Remove.Bind(1, collection.Pending.Collection).Bind(2, write.Key.Key).Run();
        }

        var kind = write.Before is null ? RecentWriteKind.Added : write.After is null ? RecentWriteKind.Removed : RecentWriteKind.Replaced;
        _recent.Add(new RecentWrite(kind, write.Key, Ordinal: -1));
        WriteIndexes(write);
        if (kind != RecentWriteKind.Replaced)
        {
            _counts.Adjust(collection, write.Key.Key, kind == RecentWriteKind.Added ? 1 : -1);
        }

        _written.Add(write);
    }

    // The JSON before comes from the table itself.
    private void AddChange(PendingWrite write, Cause cause)
    {
        var statement = write.Before is null ? _statements.AddFirstChange : _statements.AddChange;
        statement.Bind(1, write.Sequence).Bind(2, write.Key.Collection.Pending.Collection).Bind(3, write.Key.Key);
        _ = write.Json is { } json ? statement.BindBlob(4, json) : statement.BindNull(4);
        statement.Bind(5, cause.Origin).Bind(6, cause.Depth).Run();
    }

    private void WriteIndexes(PendingWrite write)
    {
        var collection = write.Key.Collection;
        if (collection.IndexNames.Count == 0)
        {
            return;
        }

        var before = collection.IndexValues(write.Before);
        var after = collection.IndexValues(write.After);
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] is { } old)
            {
                _recent.Add(new RecentWrite(RecentWriteKind.Index, new RecordKey(collection, old), i));
                if (old != after[i])
                {
                    _statements.RemoveIndex.Bind(1, collection.Pending.Indexes![i]).Bind(2, old).Bind(3, write.Key.Key).Run();
                }
            }

            if (after[i] is { } value && value != before[i])
            {
                _recent.Add(new RecentWrite(RecentWriteKind.Index, new RecordKey(collection, value), i));
                _statements.AddIndex.Bind(1, collection.Pending.Indexes![i]).Bind(2, value).Bind(3, write.Key.Key).Run();
            }
        }
    }

    private void WriteTimer(in PendingTimer change)
    {
        var timer = change.Timer;
        if (change.Kind == PendingTimerKind.Arm)
        {
            _statements.Arm.Bind(1, timer.Kind).Bind(2, timer.Key).Bind(3, timer.Due.UtcTicks).Bind(4, timer.Depth).Run();
        }
        else
        {
            _statements.Disarm.Bind(1, timer.Kind).Bind(2, timer.Key).Run();
        }
    }

    private long Register(string name)
    {
        var add = _statements.AddCollection.Bind(1, name);
        add.Step();
        var number = add.Int64(0);
        add.Run();
        return number;
    }

    private long IndexId(Collection collection, long number, int ordinal)
    {
        var find = _statements.FindIndex.Bind(1, number).Bind(2, collection.IndexNames[ordinal]);
        if (find.Step())
        {
            var known = find.Int64(0);
            find.Reset();
            return known;
        }

        var add = _statements.AddIndexName.Bind(1, number).Bind(2, collection.IndexNames[ordinal]);
        add.Step();
        var id = add.Int64(0);
        add.Run();
        var all = _statements.AllRecords.Bind(1, number);
        while (all.Step())
        {
            if (collection.IndexValues(collection.Read(all.Bytes(1)))[ordinal] is { } value)
            {
                _statements.AddIndex.Bind(1, id).Bind(2, value).BindText(3, all.Bytes(0)).Run();
            }
        }

        return id;
    }
}
