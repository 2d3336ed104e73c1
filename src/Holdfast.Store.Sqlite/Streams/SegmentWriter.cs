using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Puts blocks that will not be merged any more into segments, so that a lookup passes over many of them at once.</summary>
internal sealed class SegmentWriter(Database database)
{
    private readonly List<ulong> _pairs = [];
    private readonly List<long> _blocks = [];
    private byte[] _row = [];
    private readonly Statement _end = database.Prepare("SELECT last FROM segments WHERE id >= ?1 AND id <= ?2 ORDER BY id DESC LIMIT 1");
    private readonly Statement _count = database.Prepare("SELECT count(*) FROM blocks WHERE id >= ?1 AND id <= ?2");
    private readonly Statement _read = database.Prepare("SELECT first, last, min_at, max_at, labels FROM blocks WHERE id >= ?1 AND id <= ?2 ORDER BY id LIMIT ?3");
    private readonly Statement _highest = database.Prepare("SELECT max(id) FROM segment_labels");
    private readonly Statement _addLabels = database.Prepare("INSERT INTO segment_labels(id, labels) VALUES (?1, ?2)");
    private readonly Statement _before = database.Prepare("SELECT id, number, last, min_at, max_at FROM segments WHERE id >= ?1 AND id <= ?2 ORDER BY id");
    private readonly Statement _removeLabels = database.Prepare("DELETE FROM segment_labels WHERE id >= ?1 AND id < ?2");
    private readonly Statement _remove = database.Prepare("DELETE FROM segments WHERE id = ?1");

    private readonly Statement _add = database.Prepare("""
        INSERT INTO segments(id, number, first, last, min_at, max_at, bits, blocks) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    /// <summary>Reads where the segments of a stream end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="settled">The number that the last block starts at that will not be merged any more.</param>
    /// <returns>The number of the last entry that a segment covers, and how many blocks follow it.</returns>
    public (long Through, int Unindexed) EndOf(long stream, long settled)
    {
        _end.Bind(1, StreamNumber.BlockId(stream, 0)).Bind(2, StreamNumber.BlockId(stream, StreamNumber.MostSequence));
        var through = _end.Step() ? _end.Int64(0) : 0;
        _end.Reset();
        _count.Bind(1, StreamNumber.BlockId(stream, through + 1)).Bind(2, StreamNumber.BlockId(stream, settled));
        _count.Step();
        var unindexed = (int)_count.Int64(0);
        _count.Reset();
        return (through, unindexed);
    }

    /// <summary>Makes a segment of the oldest blocks that are in none.</summary>
    /// <param name="tail">The stream, with as many blocks as a segment has.</param>
    public void Add(StreamTail tail)
    {
        var (last, from, to) = Gather(tail);
        CollectionsMarshal.AsSpan(_pairs).Sort();
        var bits = SegmentLabels.BitsFor(_pairs.Count);
        var number = NextNumber();
        _add.Bind(1, StreamNumber.BlockId(tail.Id, _blocks[0])).Bind(2, number).Bind(3, _blocks[0]).Bind(4, last).Bind(5, from).Bind(6, to)
            .Bind(7, bits).BindBlob(8, Segment.WriteBlocks(_blocks).Span).Run();
        ReadOnlySpan<ulong> rest = CollectionsMarshal.AsSpan(_pairs);

        // A segment without a label has a row all the same: the rows say which numbers are taken.
        if (rest.IsEmpty)
        {
            _addLabels.Bind(1, SegmentLabels.RowOf(number, bits, 0u)).BindBlob(2, []).Run();
        }

        while (!rest.IsEmpty)
        {
            var count = SegmentLabels.CountOfRow(rest, bits);
            var bytes = SegmentLabels.Write(rest[..count], ref _row);
            _addLabels.Bind(1, SegmentLabels.RowOf(number, bits, rest[0])).BindBlob(2, _row.AsSpan(0, bytes)).Run();
            rest = rest[count..];
        }

        tail.IndexedThrough = last;
        tail.Unindexed -= _blocks.Count;
    }

    /// <summary>Drops the segments of which everything is older than an instant.</summary>
    /// <returns>The runs of a stream's blocks in which there may be something older: from a number through another.</returns>
    public List<(long First, long Last)> Trim(long stream, long before)
    {
        List<(long First, long Last)> runs = [];
        List<(long Id, long Number)> old = [];
        var through = 0L;
        _before.Bind(1, StreamNumber.BlockId(stream, 0)).Bind(2, StreamNumber.BlockId(stream, StreamNumber.MostSequence));
        while (_before.Step())
        {
            var last = _before.Int64(2);
            if (_before.Int64(3) < before)
            {
                runs.Add((through + 1, last));
            }

            if (_before.Int64(4) < before)
            {
                old.Add((_before.Int64(0), _before.Int64(1)));
            }

            through = last;
        }

        runs.Add((through + 1, StreamNumber.MostSequence));
        foreach (var (id, number) in old)
        {
            _remove.Bind(1, id).Run();
            _removeLabels.Bind(1, SegmentLabels.RowOf(number, 0, 0u)).Bind(2, SegmentLabels.EndOf(number)).Run();
        }

        return runs;
    }

    private (long Last, long From, long To) Gather(StreamTail tail)
    {
        var (last, from, to) = (0L, long.MaxValue, long.MinValue);
        _pairs.Clear();
        _blocks.Clear();
        _read.Bind(1, StreamNumber.BlockId(tail.Id, tail.IndexedThrough + 1)).Bind(2, StreamNumber.BlockId(tail.Id, StreamNumber.MostSequence))
            .Bind(3, Math.Min(tail.Unindexed, SegmentLabels.MostBlocks));
        while (_read.Step())
        {
            for (var labels = _read.Bytes(4); labels.Length >= sizeof(uint); labels = labels[sizeof(uint)..])
            {
                _pairs.Add(SegmentLabels.PairOf(BinaryPrimitives.ReadUInt32LittleEndian(labels), _blocks.Count));
            }

            _blocks.Add(_read.Int64(0));
            last = _read.Int64(1);
            (from, to) = (Math.Min(from, _read.Int64(2)), Math.Max(to, _read.Int64(3)));
        }

        return (last, from, to);
    }

    private long NextNumber()
    {
        _highest.Step();
        var number = _highest.IsNull(0) ? 0 : SegmentLabels.SegmentOf(_highest.Int64(0)) + 1;
        _highest.Reset();
        return number;
    }
}
