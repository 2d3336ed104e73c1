using System.Collections.Concurrent;
using Holdfast.Store.Sqlite.Sql;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Reads streams, passing over the segments and blocks that cannot hold what is asked for.</summary>
internal sealed class BlockReader(ReaderPool pool)
{
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<StreamEntry> Search(StreamQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit, nameof(query));
        try
        {
            using var lease = pool.Rent();
            return FindId(lease.Reader, query.Stream) is { } id ? new BlockSearch(lease.Reader, id, query).Run(cancellationToken) : [];
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    /// <summary>Forgets all streams.</summary>
    public void Clear() => _ids.Clear();

    private long? FindId(Reader reader, string stream)
    {
        if (_ids.TryGetValue(stream, out var id))
        {
            return id;
        }

        var statement = reader[Reader.Query.StreamId].Bind(1, stream);
        if (!statement.Step())
        {
            return null;
        }

        id = statement.Int64(0);
        statement.Reset();
        _ids[stream] = id;
        return id;
    }
}
