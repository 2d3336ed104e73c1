using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>What a transaction read, and how far the recent writes were searched for a change of it.</summary>
internal sealed class ReadSet(long start) : Freshness
{
    private const int FirstCapacity = 2;

    private Read[] _reads = new Read[FirstCapacity];
    private int _count;
    private long _checked = start;

    private enum ReadKind : byte
    {
        Key,
        Range,
        Count,
        Index,
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Up to where the writes are known not to have touched what was read; negative once they have.</summary>
    public long Checked
    {
        get => Volatile.Read(ref _checked);
        set => Volatile.Write(ref _checked, value);
    }

    public void AddKey(in RecordKey key)
        => Add(new Read { Kind = ReadKind.Key, Collection = key.Collection, Text = key.Key, Hash = key.GetHashCode() });

    public void AddRange(Collection collection, string prefix, string? after, string? last)
        => Add(new Read { Kind = ReadKind.Range, Collection = collection, Text = prefix, After = after, Last = last });

    public void AddCount(Collection collection, string prefix)
        => Add(new Read { Kind = ReadKind.Count, Collection = collection, Text = prefix });

    public void AddIndex(Collection collection, int ordinal, string value)
        => Add(new Read { Kind = ReadKind.Index, Collection = collection, Text = value, Hash = ordinal });

    /// <summary>Whether a write touches anything that was read.</summary>
    public bool IsTouchedBy(in RecentWrite write)
    {
        // The reads may still grow on the thread of the transaction; what is added later was read later.
        var reads = Volatile.Read(ref _reads);
        foreach (ref readonly var read in reads.AsSpan(0, Math.Min(Count, reads.Length)))
        {
            if (ReferenceEquals(read.Collection, write.Key.Collection) && Touches(read, write))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Touches(in Read read, in RecentWrite write)
    {
        if (read.Kind == ReadKind.Index)
        {
            return write.Kind == RecentWriteKind.Index && write.Ordinal == read.Hash && write.Key.Key == read.Text;
        }

        if (write.Kind == RecentWriteKind.Index)
        {
            return false;
        }

        return read.Kind switch
        {
            ReadKind.Key => read.Hash == write.Key.GetHashCode() && read.Text == write.Key.Key,
            ReadKind.Count => write.Kind != RecentWriteKind.Replaced && write.Key.Key.StartsWith(read.Text, StringComparison.Ordinal),
            _ => KeyOrder.Contains(read.Text, read.After, read.Last, write.Key.Key),
        };
    }

    private void Add(in Read read)
    {
        if (_count == _reads.Length)
        {
            var grown = new Read[_reads.Length * 2];
            _reads.CopyTo(grown, 0);
            Volatile.Write(ref _reads, grown);
        }

        _reads[_count] = read;
        Volatile.Write(ref _count, _count + 1);
    }

    private struct Read
    {
        public Collection Collection;
        public string Text;
        public string? After;
        public string? Last;
        public int Hash;
        public ReadKind Kind;
    }
}
