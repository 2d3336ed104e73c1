using System.Buffers;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Writes streams: a block for each stream and group, and later one block in the place of many.</summary>
internal sealed class BlockWriter(Database database) : IDisposable
{
    /// <summary>A block with as many entries is full.</summary>
    public const int FullCount = 250;

    /// <summary>A block with as many bytes, before compression, is full.</summary>
    public const int FullBytes = 512 << 10;

    // Blocks of fewer entries than this are merged once there are as many of them, long before they make a full one.
    private const int TinyCount = 32;

    // Beyond this many streams the tails are read again when needed.
    private const int MostTails = 16_384;

    private readonly Dictionary<string, StreamTail> _tails = new(StringComparer.Ordinal);
    private readonly Queue<string> _crowded = new();
    private readonly Queue<string> _unindexed = new();
    private readonly SegmentWriter _segments = new(database);
    private readonly BlockBuilder _builder = new();
    private readonly List<BlockEntry> _gathered = [];
    private readonly Statement _find = database.Prepare("SELECT id, next FROM streams WHERE name = ?1");
    private readonly Statement _names = database.Prepare("SELECT name FROM streams WHERE name >= ?1 ORDER BY name");
    private readonly Statement _add = database.Prepare("INSERT INTO streams(name, next) VALUES (?1, 1) RETURNING id");
    private readonly Statement _setNext = database.Prepare("UPDATE streams SET next = ?2 WHERE id = ?1");
    private readonly Statement _tail = database.Prepare("SELECT first, last, count, size FROM blocks WHERE id >= ?1 AND id <= ?2 ORDER BY id DESC");
    private readonly Statement _read = database.Prepare("SELECT first, form, size, labels, data FROM blocks WHERE id >= ?1 AND id <= ?2 ORDER BY id");
    private readonly Statement _remove = database.Prepare("DELETE FROM blocks WHERE id >= ?1 AND id <= ?2");
    private readonly Statement _old = database.Prepare("SELECT first, last, max_at FROM blocks WHERE id >= ?1 AND id <= ?2 AND min_at < ?3 ORDER BY id");

    private readonly Statement _insert = database.Prepare("""
        INSERT INTO blocks(id, first, last, min_at, max_at, count, size, labels, form, data)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    /// <summary>Whether some stream has so many small blocks that they should become one, or so many full ones that they should become a segment.</summary>
    public bool IsCrowded => _crowded.Count > 0 || _unindexed.Count > 0;

    /// <summary>Takes an entry into the group in work.</summary>
    public void Add(string stream, EncodedEntry entry)
    {
        var tail = TailOf(stream);
        if (tail.Next > StreamNumber.MostSequence)
        {
            throw new InvalidOperationException($"The stream {stream} has had {StreamNumber.MostSequence} entries, the most there can be.");
        }

        tail.Pending.Add((tail.Next++, entry));
    }

    /// <summary>Writes the blocks of the group in work.</summary>
    public void Flush()
    {
        foreach (var tail in _tails.Values)
        {
            if (tail.Pending.Count > 0)
            {
                WriteBlocks(tail);
                tail.Pending.Clear();
                if (IsCrowdedWith(tail.Small))
                {
                    _crowded.Enqueue(tail.Name);
                }

                if (tail.Unindexed >= SegmentLabels.MostBlocks)
                {
                    _unindexed.Enqueue(tail.Name);
                }
            }
        }
    }

    /// <summary>The names of the streams that start with a prefix.</summary>
    public IReadOnlyList<string> NamesWith(string prefix)
    {
        var names = new List<string>();
        _names.Bind(1, prefix);
        while (_names.Step())
        {
            var name = _names.Text(0);
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
            {
                _names.Reset();
                break;
            }

            names.Add(name);
        }

        return names;
    }

    /// <summary>Drops the entries that are older than an instant.</summary>
    public void Trim(string stream, long before)
    {
        Flush();
        var tail = TailOf(stream);
        List<(long First, bool IsOld)> blocks = [];
        foreach (var (first, last) in _segments.Trim(tail.Id, before))
        {
            _old.Bind(1, StreamNumber.BlockId(tail.Id, first)).Bind(2, StreamNumber.BlockId(tail.Id, last)).Bind(3, before);
            while (_old.Step())
            {
                blocks.Add((_old.Int64(0), _old.Int64(2) < before));
            }
        }

        foreach (var (first, isOld) in blocks)
        {
            if (isOld)
            {
                Remove(tail, first, first);
                continue;
            }

            Gather(tail, first, first, before);
            Remove(tail, first, first);
            Insert(tail, _builder.Finish());
        }

        // The numbers go on where they were, however much is gone.
        _setNext.Bind(1, tail.Id).Bind(2, tail.Next).Run();
        _tails.Remove(stream);
    }

    /// <summary>Puts one block in the place of many, or many into one segment; it is called outside a group, in a transaction of its own.</summary>
    public void CompactOne()
    {
        if (_unindexed.TryDequeue(out var grown) && TailOf(grown) is { Unindexed: >= SegmentLabels.MostBlocks } full)
        {
            _segments.Add(full);
        }

        if (_crowded.TryDequeue(out var crowded))
        {
            Merge(TailOf(crowded));
        }
    }

    public void Dispose() => _builder.Dispose();

    /// <summary>Forgets the group in work, and all that was known of the tables.</summary>
    public void Withdraw()
    {
        _tails.Clear();
        _crowded.Clear();
        _unindexed.Clear();
    }

    /// <summary>Forgets tails that are not in use, when there are many.</summary>
    public void Relax()
    {
        if (_tails.Count > MostTails)
        {
            Withdraw();
        }
    }

    private static bool IsCrowdedWith(List<SmallBlock> small) => IsFull(small) || TinyRun(small) >= TinyCount;

    private static bool IsFull(List<SmallBlock> small)
        => small.Count > 1 && (small.Sum(static block => block.Count) >= FullCount || small.Sum(static block => (long)block.Size) >= FullBytes);

    private static int TinyRun(List<SmallBlock> small)
    {
        var run = 0;
        while (run < small.Count && small[^(run + 1)].Count < TinyCount)
        {
            run++;
        }

        return run;
    }

    private void Merge(StreamTail tail)
    {
        var small = tail.Small;
        var from = IsFull(small) ? 0 : small.Count - TinyRun(small);
        if (!IsCrowdedWith(small))
        {
            return;
        }

        var (first, last) = (small[from].First, small[^1].First);
        Gather(tail, first, last, long.MinValue);
        Remove(tail, first, last);
        small.RemoveRange(from, small.Count - from);
        Keep(tail, _builder.Finish());
    }

    private void WriteBlocks(StreamTail tail)
    {
        var size = 0;
        var rest = tail.Pending.Count;
        _builder.Clear(tail.Pending[0].Sequence);
        foreach (var (sequence, entry) in tail.Pending)
        {
            _builder.Add(sequence, entry);
            size += entry.Bytes.Length;
            rest--;

            // What would be left over for a small block goes into the last full one.
            if ((_builder.Count >= FullCount && rest is 0 or >= FullCount) || size >= FullBytes)
            {
                Keep(tail, _builder.Finish());
                _builder.Clear(sequence + 1);
                size = 0;
            }
        }

        if (_builder.Count > 0)
        {
            Keep(tail, _builder.Finish());
        }
    }

    private void Keep(StreamTail tail, Block block)
    {
        Insert(tail, block);
        if (block.Count >= FullCount || block.Size >= FullBytes)
        {
            // What is small before it stays so: only the last blocks are merged.
            tail.Unindexed += tail.Small.Count + 1;
            tail.Small.Clear();
        }
        else
        {
            tail.Small.Add(new SmallBlock(block.First, block.Count, block.Size));
        }
    }

    private void Insert(StreamTail tail, Block block)
        => _insert.Bind(1, StreamNumber.BlockId(tail.Id, block.First)).Bind(2, block.First).Bind(3, block.Last).Bind(4, block.From).Bind(5, block.To)
            .Bind(6, block.Count).Bind(7, block.Size).BindBlob(8, block.Labels.Span).Bind(9, block.Form).BindBlob(10, block.Data.Span).Run();

    private void Remove(StreamTail tail, long first, long last)
        => _remove.Bind(1, StreamNumber.BlockId(tail.Id, first)).Bind(2, StreamNumber.BlockId(tail.Id, last)).Run();

    // Labels of entries that are gone may stay behind: a block that seems to hold a label is looked into, and nothing is missed.
    private void Gather(StreamTail tail, long first, long last, long from)
    {
        _builder.Clear(first);
        _read.Bind(1, StreamNumber.BlockId(tail.Id, first)).Bind(2, StreamNumber.BlockId(tail.Id, last));
        while (_read.Step())
        {
            var size = (int)_read.Int64(2);

            // A full block is of the size that the collector handles as a large object, which a busy stream would make many times a second.
            var plain = ArrayPool<byte>.Shared.Rent(size);
            _gathered.Clear();
            BlockCodec.Read(_read.Int64(0), (int)_read.Int64(1), size, _read.Bytes(4), plain, _gathered);
            foreach (var entry in _gathered)
            {
                if (entry.At >= from)
                {
                    _builder.Add(entry);
                }
            }

            ArrayPool<byte>.Shared.Return(plain);
            _builder.AddLabels(_read.Bytes(3));
        }
    }

    private StreamTail TailOf(string stream)
    {
        if (_tails.TryGetValue(stream, out var tail))
        {
            return tail;
        }

        tail = Load(stream);
        _tails[stream] = tail;
        return tail;
    }

    private StreamTail Load(string stream)
    {
        _find.Bind(1, stream);
        if (!_find.Step())
        {
            _add.Bind(1, stream).Step();
            var added = new StreamTail(stream, _add.Int64(0), 1);
            _add.Run();
            return added;
        }

        var tail = new StreamTail(stream, _find.Int64(0), _find.Int64(1));
        _find.Reset();
        var settled = 0L;
        _tail.Bind(1, StreamNumber.BlockId(tail.Id, 0)).Bind(2, StreamNumber.BlockId(tail.Id, StreamNumber.MostSequence));
        while (_tail.Step())
        {
            tail.Next = Math.Max(tail.Next, _tail.Int64(1) + 1);
            var block = new SmallBlock(_tail.Int64(0), (int)_tail.Int64(2), (int)_tail.Int64(3));
            if (block.Count >= FullCount || block.Size >= FullBytes || tail.Small.Count > FullCount)
            {
                settled = block.First;
                _tail.Reset();
                break;
            }

            tail.Small.Insert(0, block);
        }

        (tail.IndexedThrough, tail.Unindexed) = _segments.EndOf(tail.Id, settled);

        return tail;
    }
}
