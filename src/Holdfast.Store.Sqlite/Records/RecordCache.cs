using System.Runtime.InteropServices;

namespace Holdfast.Store.Sqlite.Records;

/// <summary>Decoded records, and known absences, bounded by number and by size; the one not used lately goes first.</summary>
/// <remarks>It is kept coherent by who fills it: the committer always, a reader only when nothing newer was published since it looked.</remarks>
internal sealed class RecordCache
{
    private const int ShardCount = 16;
    private const int EntryOverhead = 200;

    private readonly Shard[] _shards;

    public RecordCache(int entries, long bytes)
    {
        _shards = new Shard[ShardCount];
        for (var i = 0; i < ShardCount; i++)
        {
            _shards[i] = new Shard(Math.Max(1, entries / ShardCount), Math.Max(1, bytes / ShardCount));
        }
    }

    /// <summary>Finds a record, or that there is none (null and version zero).</summary>
    public bool TryFind(in RecordKey key, out IRecord? record, out long version) => ShardOf(key).TryFind(key, out record, out version);

    /// <summary>Puts what is now true in the place of what was.</summary>
    public void Set(in RecordKey key, IRecord? record, long version, int bytes) => ShardOf(key).Set(key, record, version, bytes + EntryOverhead);

    public void Clear()
    {
        foreach (var shard in _shards)
        {
            shard.Clear();
        }
    }

    private Shard ShardOf(in RecordKey key) => _shards[(key.GetHashCode() >> 8) & (ShardCount - 1)];

    private struct Entry
    {
        public RecordKey Key;
        public IRecord? Record;
        public long Version;
        public int Bytes;
        public bool IsUsed;
    }

    private sealed class Shard(int most, long mostBytes)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<RecordKey, int> _places = [];
        private readonly Stack<int> _free = new();
        private Entry[] _entries = new Entry[Math.Min(most, 16)];
        private int _used;
        private int _hand;
        private long _bytes;

        public bool TryFind(in RecordKey key, out IRecord? record, out long version)
        {
            lock (_gate)
            {
                if (_places.TryGetValue(key, out var place))
                {
                    ref var entry = ref _entries[place];
                    entry.IsUsed = true;
                    record = entry.Record;
                    version = entry.Version;
                    return true;
                }
            }

            record = null;
            version = 0;
            return false;
        }

        public void Set(in RecordKey key, IRecord? record, long version, int bytes)
        {
            lock (_gate)
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key, out var exists);
                if (!exists)
                {
                    place = NextPlace();
                }

                ref var entry = ref _entries[place];
                _bytes += bytes - entry.Bytes;
                entry = new Entry { Key = key, Record = record, Version = version, Bytes = bytes, IsUsed = exists && entry.IsUsed };
                Shrink(place);
            }
        }

        public void Clear()
        {
            lock (_gate)
            {
                _places.Clear();
                _free.Clear();
                Array.Clear(_entries);
                (_used, _hand, _bytes) = (0, 0, 0);
            }
        }

        private int NextPlace()
        {
            if (_free.TryPop(out var free))
            {
                return free;
            }

            if (_used == _entries.Length)
            {
                Array.Resize(ref _entries, _entries.Length * 2);
            }

            return _used++;
        }

        // The hand passes over what was used since it last came by, and takes the rest.
        private void Shrink(int kept)
        {
            while (_places.Count > 1 && (_places.Count > most || _bytes > mostBytes))
            {
                _hand = (_hand + 1) % _used;
                ref var entry = ref _entries[_hand];
                if (_hand == kept || entry.Bytes == 0)
                {
                    continue;
                }

                if (entry.IsUsed)
                {
                    entry.IsUsed = false;
                    continue;
                }

                _places.Remove(entry.Key);
                _bytes -= entry.Bytes;
                entry = default;
                _free.Push(_hand);
            }
        }
    }
}
