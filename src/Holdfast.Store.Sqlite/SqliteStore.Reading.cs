using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Sql;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite;

/// <summary>What is read outside of transactions: the feed, cursors, timers.</summary>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return new(Read<IReadOnlyList<Change>>(database =>
        {
            var statement = database[Reader.Query.Changes].Bind(1, after).Bind(2, limit);
            var changes = new List<Change>();
            while (statement.Step())
            {
                changes.Add(new Change
                {
                    Sequence = statement.Int64(0),
                    Collection = statement.Text(1),
                    Key = statement.Text(2),
                    BeforeJson = statement.Bytes(3).ToArray(),
                    AfterJson = statement.Bytes(4).ToArray(),
                    Cause = new Cause(statement.Text(5), (int)statement.Int64(6)),
                });
            }

            return changes;
        }));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ArmedTimer>> ReadTimersAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return new(Read<IReadOnlyList<ArmedTimer>>(database =>
        {
            var statement = database[Reader.Query.Timers].Bind(1, limit);
            var timers = new List<ArmedTimer>();
            while (statement.Step())
            {
                timers.Add(new ArmedTimer(statement.Text(0), statement.Text(1), new DateTimeOffset(statement.Int64(2), TimeSpan.Zero))
                {
                    Depth = (int)statement.Int64(3),
                });
            }

            return timers;
        }));
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadCursorAsync(string follower, CancellationToken cancellationToken)
    {
        if (_cursors.TryGetValue(follower, out var known))
        {
            return new(known);
        }

        // The committer sets a moved cursor; what is read here may only stand where it has not.
        var read = Read(database =>
        {
            var statement = database[Reader.Query.Cursor].Bind(1, follower);
            var cursor = statement.Step() ? statement.Int64(0) : 0;
            statement.Reset();
            return cursor;
        });
        return new(read);
    }

    private T Read<T>(Func<Reader, T> read)
    {
        try
        {
            using var lease = _readers.Rent();
            return read(lease.Reader);
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    private void Load(Collection collection)
    {
        collection.Pending = Read(database =>
        {
            var find = database[Reader.Query.CollectionId].Bind(1, collection.Name);
            if (!find.Step())
            {
                return new Numbers(0, null);
            }

            var number = find.Int64(0);
            find.Reset();
            return new Numbers(number, LoadIndexes(database, collection, number));
        });
        collection.Publish();
    }

    private void Reload()
    {
        foreach (var collection in Collections.Known)
        {
            Load(collection);
        }
    }

    private static long[]? LoadIndexes(Reader database, Collection collection, long number)
    {
        var indexes = new long[collection.IndexNames.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            var find = database[Reader.Query.IndexId].Bind(1, number).Bind(2, collection.IndexNames[i]);
            if (!find.Step())
            {
                return null;
            }

            indexes[i] = find.Int64(0);
            find.Reset();
        }

        return indexes;
    }
}
