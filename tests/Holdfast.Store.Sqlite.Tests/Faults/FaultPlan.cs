namespace Holdfast.Store.Sqlite.Tests.Faults;

/// <summary>What fails: a call of one kind by its number, or everything for a while.</summary>
internal sealed class FaultPlan
{
    // SQLITE_FULL, SQLITE_IOERR_READ, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE.
    private const int Full = 13;
    private const int ReadError = 10 | (1 << 8);
    private const int WriteError = 10 | (3 << 8);
    private const int SyncError = 10 | (4 << 8);
    private const int TruncateError = 10 | (6 << 8);

    private readonly Lock _gate = new();
    private int _writes;
    private int _syncs;
    private int _calls;
    private bool _isArmed;

    /// <summary>The kinds of faults.</summary>
    public enum Kind
    {
        /// <summary>One write fails.</summary>
        Write,

        /// <summary>One write finds the disk full.</summary>
        FullWrite,

        /// <summary>One sync fails.</summary>
        Sync,

        /// <summary>Five calls in a row fail, whatever they are.</summary>
        Outage,
    }

    public Kind Fault { get; init; }

    /// <summary>The number of the call that fails, counting from one, since it was armed.</summary>
    public int Number { get; init; }

    /// <summary>Whether the fault came.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>Whether the disk is full until told otherwise.</summary>
    public bool IsFull { get; set; }

    public void Arm() => _isArmed = true;

    public void Disarm() => _isArmed = false;

    public int OnRead()
    {
        lock (_gate)
        {
            return Strikes(isOfKind: false, ref _writes) ? ReadError : 0;
        }
    }

    public int OnWrite()
    {
        lock (_gate)
        {
            if (IsFull)
            {
                return Full;
            }

            return Strikes(Fault is Kind.Write or Kind.FullWrite, ref _writes) ? Fault == Kind.FullWrite ? Full : WriteError : 0;
        }
    }

    public int OnSync()
    {
        lock (_gate)
        {
            return Strikes(Fault == Kind.Sync, ref _syncs) ? SyncError : 0;
        }
    }

    public int OnTruncate()
    {
        lock (_gate)
        {
            return Strikes(isOfKind: false, ref _writes) ? TruncateError : 0;
        }
    }

    private bool Strikes(bool isOfKind, ref int count)
    {
        if (!_isArmed)
        {
            return false;
        }

        _calls++;
        var strikes = Fault == Kind.Outage ? _calls >= Number && _calls < Number + 5 : isOfKind && ++count == Number;
        HasStruck |= strikes;
        return strikes;
    }
}
