using System.Collections.Concurrent;
using System.Text;
using Holdfast.Store.Sqlite.Sql;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Reads streams, passing over the blocks that cannot hold what is asked for.</summary>
internal sealed class BlockReader(ReaderPool pool)
{
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<StreamEntry> Search(StreamQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit, nameof(query));
        try
        {
            using var lease = pool.Rent();
            return FindId(lease.Reader, query.Stream) is { } id ? Search(lease.Reader, id, query, cancellationToken) : [];
        }
        catch (SqliteException error)
        {
            throw Unavailable.From(error);
        }
    }

    /// <summary>Forgets all streams.</summary>
    public void Clear() => _ids.Clear();

    private static List<StreamEntry> Search(Reader reader, long id, StreamQuery query, CancellationToken cancellationToken)
    {
        var found = new List<StreamEntry>();
        var filter = new Filter(query);
        var last = Math.Min(query.BeforeSequence - 1 ?? StreamNumber.MostSequence, StreamNumber.MostSequence);
        if (query.Limit == 0 || last < 0 || filter.After >= last)
        {
            return found;
        }

        var statement = reader[query.NewestFirst ? Reader.Query.BlocksBackward : Reader.Query.BlocksForward];
        statement.Bind(1, StreamNumber.BlockId(id, 0)).Bind(2, StreamNumber.BlockId(id, last));
        if (!query.NewestFirst)
        {
            statement.Bind(3, StreamNumber.BlockId(id, filter.After + 1));
        }

        try
        {
            while (found.Count < query.Limit && statement.Step() && !cancellationToken.IsCancellationRequested)
            {
                if (filter.MayTake(statement))
                {
                    filter.Take(statement, found);
                }

                if (query.NewestFirst && statement.Int64(0) <= filter.After)
                {
                    break;
                }
            }
        }
        finally
        {
            statement.Reset();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return found;
    }

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

    private sealed class Filter(StreamQuery query)
    {
        private readonly byte[]? _label = query.Label is null ? null : Encoding.UTF8.GetBytes(query.Label);
        private readonly long _from = query.From?.UtcTicks ?? long.MinValue;
        private readonly long _to = query.To?.UtcTicks ?? long.MaxValue;
        private readonly long _before = query.BeforeSequence ?? long.MaxValue;

        public long After { get; } = Math.Max(query.AfterSequence ?? 0, 0);

        // Columns: first, min_at, max_at, labels, form, size, data.
        public bool MayTake(Statement block)
            => block.Int64(1) <= _to && block.Int64(2) >= _from
                && (_label is null || BlockCodec.MayHold(block.Bytes(3), EncodedEntry.Hash(_label)));

        public void Take(Statement block, List<StreamEntry> found)
        {
            var entries = BlockCodec.Read(block.Int64(0), (int)block.Int64(4), (int)block.Int64(5), block.Bytes(6));
            if (query.NewestFirst)
            {
                entries.Reverse();
            }

            foreach (var entry in entries)
            {
                if (found.Count < query.Limit && Matches(entry))
                {
                    found.Add(entry.ToStreamEntry());
                }
            }
        }

        private bool Matches(in BlockEntry entry)
            => entry.Sequence > After && entry.Sequence < _before && entry.At >= _from && entry.At <= _to
                && (_label is null || entry.Has(_label));
    }
}
