using Holdfast.Store.Sqlite.Commit;
using Holdfast.Store.Sqlite.Sql;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite.Records;

/// <summary>Reads committed records, through the cache where it can.</summary>
internal sealed class RecordReader(ReaderPool pool, RecordCache cache, RecentWrites recent, PrefixCounts counts)
{
    public IRecord? Find(in RecordKey key)
    {
        if (cache.TryFind(key, out var record, out _))
        {
            return record;
        }

        return key.Collection.Committed.Collection == 0 ? null : FindOnDisk(key);
    }

    public List<T> List<T>(Collection collection, string prefix, string? after, int limit)
        where T : class, IRecord<T>
    {
        if (collection.Committed.Collection == 0 || limit == 0)
        {
            return [];
        }

        try
        {
            var since = recent.Published;
            using var lease = pool.Rent();
            return List<T>(lease.Reader, collection, prefix, after, limit, since);
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    /// <summary>Reads several things as they were at one instant.</summary>
    public TResult ReadSnapshot<TResult>(CollectionTable collections, Func<IRecordSnapshot, TResult> read)
    {
        try
        {
            var since = recent.Published;
            using var lease = pool.Rent();
            lease.Reader.Database.Execute("BEGIN");
            try
            {
                return read(new Snapshot(this, collections, lease.Reader, since));
            }
            finally
            {
                lease.Reader.Database.Execute("COMMIT");
            }
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    public List<T> ListByIndex<T>(Collection collection, int ordinal, string value, string? after, int limit)
        where T : class, IRecord<T>
    {
        if (limit == 0 || collection.Committed is not { Collection: > 0 and var number, Indexes: { } indexes })
        {
            return [];
        }

        try
        {
            var since = recent.Published;
            using var lease = pool.Rent();
            var statement = lease.Reader[Reader.Query.ListByIndex];
            statement.Bind(1, number).Bind(2, indexes[ordinal]).Bind(3, value).Bind(4, after ?? string.Empty).Bind(5, limit);
            return Collect<T>(statement, collection, since);
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    public int Count(in RecordKey prefix)
    {
        if (prefix.Collection.Committed.Collection == 0)
        {
            return 0;
        }

        if (PrefixCounts.IsKept(prefix.Key) && counts.TryFind(prefix, out var count))
        {
            return count;
        }

        try
        {
            using var lease = pool.Rent();
            var statement = lease.Reader[Reader.Query.Count];
            statement.Bind(1, prefix.Collection.Committed.Collection);
            KeyOrder.BindRange(statement, 2, prefix.Key, after: null);
            statement.Step();
            count = (int)statement.Int64(0);
            statement.Reset();
            return count;
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    private IRecord? FindOnDisk(in RecordKey key)
    {
        try
        {
            var since = recent.Published;
            using var lease = pool.Rent();
            return Find(lease.Reader, key, since);
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    private IRecord? Find(Reader reader, in RecordKey key, long since)
    {
        var statement = reader[Reader.Query.Find].Bind(1, key.Collection.Committed.Collection).Bind(2, key.Key);
        if (!statement.Step())
        {
            Remember(key, null, version: 0, bytes: 0, since);
            return null;
        }

        try
        {
            return Decode(statement, 0, key, since);
        }
        finally
        {
            statement.Reset();
        }
    }

    private List<T> List<T>(Reader reader, Collection collection, string prefix, string? after, int limit, long since)
        where T : class, IRecord<T>
    {
        var statement = reader[Reader.Query.List];
        statement.Bind(1, collection.Committed.Collection);
        KeyOrder.BindRange(statement, 2, prefix, after);
        return Collect<T>(statement.Bind(4, limit), collection, since);
    }

    private static List<KeyValuePair<string, TPart>> ListParts<TPart>(
        Reader reader, Collection collection, string prefix, string? after, int limit, RecordPartReader<TPart> read)
    {
        var statement = reader[Reader.Query.List];
        statement.Bind(1, collection.Committed.Collection);
        KeyOrder.BindRange(statement, 2, prefix, after);
        statement.Bind(4, limit);
        var found = new List<KeyValuePair<string, TPart>>();
        try
        {
            while (statement.Step())
            {
                found.Add(new(statement.Text(0), read(statement.Bytes(2))));
            }
        }
        finally
        {
            statement.Reset();
        }

        return found;
    }

    private List<T> Collect<T>(Statement statement, Collection collection, long since)
        where T : class, IRecord<T>
    {
        var found = new List<T>();
        try
        {
            while (statement.Step())
            {
                var key = new RecordKey(collection, statement.Text(0));
                var isCached = cache.TryFind(key, out var cached, out var version) && version == statement.Int64(1);
                found.Add((T)(isCached ? cached! : Decode(statement, 1, key, since)));
            }
        }
        finally
        {
            statement.Reset();
        }

        return found;
    }

    // Columns: version, json.
    private IRecord Decode(Statement statement, int column, in RecordKey key, long since)
    {
        var json = statement.Bytes(column + 1);
        var record = key.Collection.Read(json);
        Remember(key, record, statement.Int64(column), json.Length, since);
        return record;
    }

    // Whoever was overtaken by a commit between reading and remembering remembers nothing.
    private void Remember(in RecordKey key, IRecord? record, long version, int bytes, long since)
    {
        lock (recent.Gate)
        {
            if (!recent.HasWritten(key, since))
            {
                cache.Set(key, record, version, bytes);
            }
        }
    }

    // Within one transaction of SQLite all statements see what its first one saw.
    private sealed class Snapshot(RecordReader records, CollectionTable collections, Reader reader, long since) : IRecordSnapshot
    {
        public T? Find<T>(string key)
            where T : class, IRecord<T>
        {
            var collection = collections.Of<T>();
            return collection.Committed.Collection == 0 ? null : (T?)records.Find(reader, new RecordKey(collection, key), since);
        }

        public IReadOnlyList<T> List<T>(string prefix, string? after, int limit)
            where T : class, IRecord<T>
        {
            var collection = collections.Of<T>();
            return collection.Committed.Collection == 0 || limit <= 0 ? [] : records.List<T>(reader, collection, prefix, after, limit, since);
        }

        public IReadOnlyList<KeyValuePair<string, TPart>> ListParts<T, TPart>(string prefix, string? after, int limit, RecordPartReader<TPart> read)
            where T : class, IRecord<T>
        {
            var collection = collections.Of<T>();
            return collection.Committed.Collection == 0 || limit <= 0 ? [] : RecordReader.ListParts(reader, collection, prefix, after, limit, read);
        }
    }
}
