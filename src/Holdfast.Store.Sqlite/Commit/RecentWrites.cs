namespace Holdfast.Store.Sqlite.Commit;

/// <summary>The latest writes in a ring, by which stale reads are found.</summary>
/// <remarks>
/// The writer adds at the tail while it applies a group and publishes the tail once the group is on the disk; a group that fails is taken back.
/// What is published counts for everybody; what is only added may already be seen by who reads the database, so a reader who touches it waits for the end.
/// </remarks>
internal sealed class RecentWrites(int capacity)
{
    private readonly RecentWrite[] _ring = new RecentWrite[capacity];
    private long _published;
    private long _tail;

    // The oldest write that is still in its place; a group that was taken back has pushed out what stood there before it all the same.
    private long _oldest;

    /// <summary>What a search found.</summary>
    public enum Finding
    {
        /// <summary>Nothing that was read was written since.</summary>
        Untouched,

        /// <summary>Something was written by a group that is not yet decided.</summary>
        Undecided,

        /// <summary>Something was written, or the ring does not go back far enough to tell.</summary>
        Touched,
    }

    /// <summary>Taken by who publishes, and by who must not see half of a publication.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The number of writes published so far.</summary>
    public long Published => Volatile.Read(ref _published);

    /// <summary>Adds a write of the group in work.</summary>
    public void Add(in RecentWrite write)
    {
        lock (Gate)
        {
            _ring[_tail % _ring.Length] = write;
            Volatile.Write(ref _tail, _tail + 1);
            _oldest = Math.Max(_oldest, _tail - _ring.Length);
        }
    }

    /// <summary>Takes back the writes of the group in work.</summary>
    public void Withdraw()
    {
        lock (Gate)
        {
            _tail = _published;
        }
    }

    /// <summary>Makes the writes of the group count; the gate is held.</summary>
    public void Publish() => Volatile.Write(ref _published, _tail);

    /// <summary>Makes everything that was ever read stale; the gate is held.</summary>
    public void Forget()
    {
        Array.Clear(_ring);
        _tail += _ring.Length + 1;
        _oldest = _tail;
        Publish();
    }

    /// <summary>Whether what was read is touched by a write, the group in work included.</summary>
    public Finding Search(ReadSet reads)
    {
        if (Volatile.Read(ref _tail) == reads.Checked)
        {
            return Finding.Untouched;
        }

        lock (Gate)
        {
            var start = reads.Checked;
            if (start < 0 || start < _oldest)
            {
                return Finding.Touched;
            }

            for (var position = start; position < _tail; position++)
            {
                if (reads.IsTouchedBy(_ring[position % _ring.Length]))
                {
                    return position < _published ? Finding.Touched : Finding.Undecided;
                }
            }

            return Finding.Untouched;
        }
    }

    /// <summary>Whether a write since a position touched one key; the gate is held.</summary>
    public bool HasWritten(in Records.RecordKey key, long since)
    {
        if (since < _oldest)
        {
            return true;
        }

        for (var position = since; position < _published; position++)
        {
            ref readonly var write = ref _ring[position % _ring.Length];
            if (write.Kind != RecentWriteKind.Index && write.Key.Equals(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing published touched what was read; the answer is remembered in the reads.</summary>
    public bool IsCurrent(ReadSet reads)
    {
        var start = reads.Checked;
        return start == Published || (start >= 0 && Advance(reads));
    }

    private bool Advance(ReadSet reads)
    {
        lock (Gate)
        {
            var start = reads.Checked;
            if (start >= 0 && start < _oldest)
            {
                reads.Checked = start = -1;
            }

            for (var position = start; position >= 0 && position < _published; position++)
            {
                if (reads.IsTouchedBy(_ring[position % _ring.Length]))
                {
                    reads.Checked = start = -1;
                    break;
                }
            }

            if (start >= 0)
            {
                reads.Checked = _published;
            }

            return start >= 0;
        }
    }
}
