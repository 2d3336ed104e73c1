using System.Runtime.InteropServices;
using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Sql;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>How many records have a prefix, for the prefixes that quotas speak of. The writer keeps them; readers look.</summary>
internal sealed class PrefixCounts
{
    // Beyond this many prefixes all are forgotten and counted again when asked for.
    private const int MostPrefixes = 65_536;

    private readonly Lock _gate = new();
    private readonly Dictionary<RecordKey, int> _published = [];
    private readonly Dictionary<RecordKey, int> _pending = [];

    /// <summary>Only prefixes that end a part of the key are kept, so that a write finds them.</summary>
    public static bool IsKept(string prefix) => prefix.Length > 0 && prefix[^1] == '/';

    /// <summary>Finds a count as of the last publication.</summary>
    public bool TryFind(in RecordKey prefix, out int count)
    {
        lock (_gate)
        {
            return _published.TryGetValue(prefix, out count);
        }
    }

    /// <summary>The count as the group in work sees it; the writer alone asks.</summary>
    public int Current(in RecordKey prefix, Statement counting)
    {
        if (_pending.TryGetValue(prefix, out var count) || TryFind(prefix, out count))
        {
            return count;
        }

        counting.Bind(1, prefix.Collection.Pending.Collection);
        KeyOrder.BindRange(counting, 2, prefix.Key, after: null);
        counting.Step();
        count = (int)counting.Int64(0);
        counting.Reset();
        if (IsKept(prefix.Key))
        {
            _pending[prefix] = count;
        }

        return count;
    }

    /// <summary>Counts a record in or out; the writer alone calls it.</summary>
    public void Adjust(Collection collection, string key, int by)
    {
        for (var end = key.IndexOf('/', StringComparison.Ordinal); end >= 0; end = key.IndexOf('/', end + 1))
        {
            var prefix = new RecordKey(collection, key[..(end + 1)]);
            if (_pending.TryGetValue(prefix, out var count) || TryFind(prefix, out count))
            {
                _pending[prefix] = count + by;
            }
        }
    }

    /// <summary>Makes the counts of the group in work count.</summary>
    public void Publish()
    {
        lock (_gate)
        {
            foreach (var (prefix, count) in _pending)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_published, prefix, out _) = count;
            }

            if (_published.Count > MostPrefixes)
            {
                _published.Clear();
            }
        }

        _pending.Clear();
    }

    /// <summary>Takes back the counts of the group in work.</summary>
    public void Withdraw() => _pending.Clear();

    /// <summary>Forgets all counts.</summary>
    public void Clear()
    {
        _pending.Clear();
        lock (_gate)
        {
            _published.Clear();
        }
    }
}
