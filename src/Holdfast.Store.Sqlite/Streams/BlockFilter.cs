using System.Buffers;
using System.Text;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>What is asked for, in the form in which blocks are compared with it; and what was found.</summary>
internal sealed class BlockFilter(StreamQuery query)
{
    // A query that stops at its first page looks into few blocks, and each of them for a moment.
    [ThreadStatic]
    private static List<BlockEntry>? s_entries;

    private readonly byte[]? _label = query.Label is null ? null : Encoding.UTF8.GetBytes(query.Label);
    private readonly long _from = query.From?.UtcTicks ?? long.MinValue;
    private readonly long _to = query.To?.UtcTicks ?? long.MaxValue;
    private readonly List<StreamEntry> _found = [];

    /// <summary>The number below the first that is asked for.</summary>
    public long After { get; } = Math.Max(query.AfterSequence ?? 0, 0);

    /// <summary>The last number that is asked for.</summary>
    public long Last { get; } = Math.Min(query.BeforeSequence - 1 ?? StreamNumber.MostSequence, StreamNumber.MostSequence);

    /// <summary>The hash of the label that is asked for; null when every label will do.</summary>
    public uint? Hash { get; } = query.Label is null ? null : EncodedEntry.Hash(Encoding.UTF8.GetBytes(query.Label));

    /// <summary>The entries that were found.</summary>
    public IReadOnlyList<StreamEntry> Found => _found;

    /// <summary>Whether nothing more is to be found.</summary>
    public bool IsDone => _found.Count >= query.Limit;

    /// <summary>Whether a segment or block may have entries at the instants that are asked for.</summary>
    public bool MayTake(long from, long to) => from <= _to && to >= _from;

    /// <summary>Looks into the block at which a statement is. Columns: first, min_at, max_at, labels, form, size, data.</summary>
    public void Take(Statement block)
    {
        if (!MayTake(block.Int64(1), block.Int64(2)) || (Hash is { } hash && !BlockCodec.MayHold(block.Bytes(3), hash)))
        {
            return;
        }

        var size = (int)block.Int64(5);
        var entries = s_entries ??= [];
        entries.Clear();
        var plain = ArrayPool<byte>.Shared.Rent(size);
        BlockCodec.Read(block.Int64(0), (int)block.Int64(4), size, block.Bytes(6), plain, entries);
        for (var i = 0; i < entries.Count && !IsDone; i++)
        {
            var entry = entries[query.NewestFirst ? entries.Count - 1 - i : i];
            if (Matches(entry))
            {
                _found.Add(entry.ToStreamEntry());
            }
        }

        entries.Clear();
        ArrayPool<byte>.Shared.Return(plain);
    }

    private bool Matches(in BlockEntry entry)
        => entry.Sequence > After && entry.Sequence <= Last && entry.At >= _from && entry.At <= _to
            && (_label is null || entry.Has(_label));
}
