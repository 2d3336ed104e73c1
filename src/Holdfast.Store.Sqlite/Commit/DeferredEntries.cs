using System.Diagnostics;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>Stream entries that ride the next group; bounded, so that a disk that refuses is felt by those who add.</summary>
internal sealed class DeferredEntries(long mostBytes, TimeSpan delay)
{
    // What a retry waits for when the disk refused.
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(250);

    // A list that one burst has made long is not kept.
    private const int KeptMax = 4_096;

    private List<PendingEntry> _waiting = [];
    private List<PendingEntry>? _spare;
    private long _bytes;
    private long _due = long.MaxValue;

    public int Count => _waiting.Count;

    /// <summary>When they are to be written at the latest, in ticks of the stopwatch.</summary>
    public long Due => _due;

    /// <summary>Takes entries in, unless there is no room.</summary>
    public bool TryAdd(IReadOnlyList<PendingEntry> entries)
    {
        var bytes = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            bytes += entries[i].Entry.Bytes.Length;
        }

        if (_bytes + bytes > mostBytes)
        {
            return false;
        }

        if (_waiting.Count == 0)
        {
            _due = DueIn(delay);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            _waiting.Add(entries[i]);
        }

        _bytes += bytes;
        return true;
    }

    /// <summary>Hands out what waits; its bytes still count until the group is kept.</summary>
    public List<PendingEntry> Take()
    {
        var taken = _waiting;
        (_waiting, _spare) = (_spare ?? [], null);
        _due = long.MaxValue;
        return taken;
    }

    /// <summary>The group was kept. The list that it was handed out in gathers a later one, so nobody may look at it any more.</summary>
    public void Accept(List<PendingEntry> taken)
    {
        _bytes -= taken.Sum(static entry => (long)entry.Entry.Bytes.Length);
        taken.Clear();
        _spare = taken.Capacity <= KeptMax ? taken : null;
    }

    /// <summary>The group was not kept: they wait again, before those that came since.</summary>
    public void Withdraw(List<PendingEntry> taken)
    {
        if (taken.Count > 0)
        {
            taken.AddRange(_waiting);
            _waiting = taken;
            _due = DueIn(s_retryDelay);
        }
    }

    private static long DueIn(TimeSpan wait) => Stopwatch.GetTimestamp() + (long)(wait.TotalSeconds * Stopwatch.Frequency);
}
