using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>One search of a stream: the segments from one end to the other, and the blocks at its end that no segment covers yet.</summary>
/// <param name="reader">The connection; the statement of the segments stays open, so that all are read of one state of the database.</param>
/// <param name="stream">The stream.</param>
/// <param name="query">What is looked for.</param>
internal sealed class BlockSearch(Reader reader, long stream, StreamQuery query)
{
    private readonly BlockFilter _filter = new(query);
    private readonly List<long> _blocks = [];

    /// <summary>Runs the search.</summary>
    public IReadOnlyList<StreamEntry> Run(CancellationToken cancellationToken)
    {
        if (_filter.IsDone || _filter.Last < 0 || _filter.After >= _filter.Last)
        {
            return [];
        }

        var segments = reader[query.NewestFirst ? Reader.Query.SegmentsBackward : Reader.Query.SegmentsForward];
        try
        {
            Bind(segments, 0, _filter.Last);
            if (query.NewestFirst)
            {
                RunBackward(segments, cancellationToken);
            }
            else
            {
                RunForward(segments, cancellationToken);
            }
        }
        finally
        {
            segments.Reset();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _filter.Found;
    }

    private void RunBackward(Statement segments, CancellationToken cancellationToken)
    {
        var isThere = segments.Step();
        SearchRun(isThere ? Segment.Of(segments).Last + 1 : 0, _filter.Last, cancellationToken);
        while (isThere && !_filter.IsDone && !cancellationToken.IsCancellationRequested)
        {
            var segment = Segment.Of(segments);
            SearchSegment(segments, segment, cancellationToken);
            isThere = segment.First > _filter.After + 1 && segments.Step();
        }
    }

    private void RunForward(Statement segments, CancellationToken cancellationToken)
    {
        var through = 0L;
        while (!_filter.IsDone && !cancellationToken.IsCancellationRequested && segments.Step())
        {
            var segment = Segment.Of(segments);
            SearchSegment(segments, segment, cancellationToken);
            through = segment.Last;
        }

        SearchRun(through + 1, _filter.Last, cancellationToken);
    }

    private void SearchSegment(Statement row, in Segment segment, CancellationToken cancellationToken)
    {
        if (!_filter.MayTake(segment.From, segment.To) || segment.Last <= _filter.After)
        {
            return;
        }

        if (_filter.Hash is not { } hash)
        {
            SearchRun(segment.First, Math.Min(segment.Last, _filter.Last), cancellationToken);
            return;
        }

        Span<byte> places = stackalloc byte[SegmentLabels.MostBlocks];
        var count = FindPlaces(segment, hash, places);
        if (count == 0)
        {
            return;
        }

        Segment.ReadBlocks(row.Bytes(Segment.BlocksColumn), _blocks);
        for (var i = 0; i < count && !_filter.IsDone && !cancellationToken.IsCancellationRequested; i++)
        {
            var place = places[query.NewestFirst ? count - 1 - i : i];
            var isBehind = place + 1 < _blocks.Count && _blocks[place + 1] <= _filter.After + 1;
            if (_blocks[place] <= _filter.Last && !isBehind)
            {
                SearchBlock(_blocks[place]);
            }
        }
    }

    private int FindPlaces(in Segment segment, uint hash, Span<byte> places)
    {
        var labels = reader[Reader.Query.SegmentLabels].Bind(1, SegmentLabels.RowOf(segment.Number, segment.Bits, hash));
        var count = labels.Step() ? SegmentLabels.Find(labels.Bytes(0), hash, places) : 0;
        labels.Reset();
        return count;
    }

    private void SearchBlock(long first)
    {
        var block = reader[Reader.Query.Block].Bind(1, StreamNumber.BlockId(stream, first));
        if (block.Step())
        {
            _filter.Take(block);
        }

        block.Reset();
    }

    // The blocks that start at a number or after it, through another.
    private void SearchRun(long first, long last, CancellationToken cancellationToken)
    {
        if (first > last || _filter.IsDone)
        {
            return;
        }

        var blocks = reader[query.NewestFirst ? Reader.Query.BlocksBackward : Reader.Query.BlocksForward];
        try
        {
            Bind(blocks, first, last);
            while (!_filter.IsDone && !cancellationToken.IsCancellationRequested && blocks.Step())
            {
                _filter.Take(blocks);
                if (query.NewestFirst && blocks.Int64(0) <= _filter.After)
                {
                    break;
                }
            }
        }
        finally
        {
            blocks.Reset();
        }
    }

    // What is read forward starts with the segment or block that holds the first number that is asked for.
    private void Bind(Statement statement, long first, long last)
    {
        statement.Bind(1, StreamNumber.BlockId(stream, first)).Bind(2, StreamNumber.BlockId(stream, last));
        if (!query.NewestFirst)
        {
            statement.Bind(3, StreamNumber.BlockId(stream, Math.Max(first, _filter.After + 1)));
        }
    }
}
