using System.Diagnostics;
using Holdfast.Store.Sqlite.Records;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>The one thread that writes. While the disk takes one group in, the next one gathers.</summary>
internal sealed partial class Writer
{
    // More units than this make no group cheaper.
    private const int MostUnits = 1_024;

    // How often the disk is asked to take the deferred entries when the store is closed.
    private const int MostLastAttempts = 3;

    private readonly object _gate = new();
    private readonly LinkedList<UnitOfWork> _queue = new();
    private readonly Queue<Chore> _chores = new();
    private readonly Queue<ExclusiveHold> _holds = new();
    private readonly DeferredEntries _deferred;
    private readonly WriterContext _context;
    private readonly Thread _thread;
    private ExclusiveHold? _hold;
    private bool _isStopping;

    public Writer(WriterContext context, WriteSession session)
    {
        _context = context;
        _session = session;
        _deferred = new DeferredEntries(context.Options.DeferredBytes, context.Options.DeferredDelay);
        (_sequence, _keptGroups) = (session.Group.Sequence, session.Groups);
        _thread = new Thread(Run) { IsBackground = true, Name = "Holdfast store writer" };
        _thread.Start();
    }

    public int DeferredCount
    {
        get
        {
            lock (_gate)
            {
                return _deferred.Count;
            }
        }
    }

    /// <summary>Hands a unit over; its task completes when it is on the disk, or refused.</summary>
    public Task<CommitOutcome> Enqueue(UnitOfWork unit)
    {
        var done = unit.Done.Task;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, typeof(SqliteStore));
            _queue.AddLast(unit);
            Monitor.Pulse(_gate);
        }

        return done;
    }

    /// <summary>Takes entries in that ride a later group; false when there is no room for them.</summary>
    public bool TryDefer(IReadOnlyList<PendingEntry> entries)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, typeof(SqliteStore));
            var isFirst = _deferred.Count == 0;
            if (!_deferred.TryAdd(entries))
            {
                return false;
            }

            if (isFirst)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Fills the indexes of a collection that was written before it had them.</summary>
    public Task BuildIndexesAsync(Collection collection) => EnqueueChore(session => session.Group.BuildIndexes(collection), forgets: false);

    /// <summary>Removes changes, some ten thousand at a time.</summary>
    public Task TrimChangesAsync(long through)
        => EnqueueChore(
            session => session.TrimChanges(Math.Min(through, session.Group.Sequence - _context.Options.ChangesKept)),
            forgets: false);

    /// <summary>Removes everything.</summary>
    public Task ResetAsync() => EnqueueChore(static session => session.Clear(), forgets: true);

    /// <summary>Waits until only the holder can commit.</summary>
    public Task HoldAsync(ExclusiveHold hold)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, typeof(SqliteStore));
            _holds.Enqueue(hold);
            Monitor.Pulse(_gate);
        }

        return hold.Held.Task;
    }

    /// <summary>Lets the others commit again.</summary>
    public void Release(ExclusiveHold hold)
    {
        lock (_gate)
        {
            hold.IsReleased = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Writes what waits, and ends the thread.</summary>
    /// <exception cref="StoreUnavailableException">The disk refused deferred entries to the last.</exception>
    public void Close()
    {
        lock (_gate)
        {
            if (_isStopping)
            {
                return;
            }

            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _session?.Dispose();
        if (_lost is not null)
        {
            throw new StoreUnavailableException("The disk refused the last entries of the record of calls; they are lost.", _lost);
        }
    }

    private Task EnqueueChore(Action<WriteSession> action, bool forgets)
    {
        var chore = new Chore(action, forgets);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, typeof(SqliteStore));
            _chores.Enqueue(chore);
            Monitor.Pulse(_gate);
        }

        return chore.Done.Task;
    }

    private void Run()
    {
        var units = new List<UnitOfWork>();
        while (Take(units, out var chore, out var entries))
        {
            if (chore is not null)
            {
                RunChore(chore);
            }

            if (units.Count > 0 || entries.Count > 0)
            {
                var before = Stopwatch.GetTimestamp();
                RunGroup(units, entries);
                AwaitCompany(units.Count, Stopwatch.GetTimestamp() - before);
            }

            units.Clear();
        }
    }

    /// <summary>Waits for work and takes all of it that may run now; false when there is none and will be none.</summary>
    private bool Take(List<UnitOfWork> units, out Chore? chore, out List<PendingEntry> entries)
    {
        chore = null;
        lock (_gate)
        {
            while (true)
            {
                GrantHold();
                TakeUnits(units);
                var isDue = _deferred.Count > 0 && (_isStopping || units.Count > 0 || Stopwatch.GetTimestamp() >= _deferred.Due);
                if (units.Count > 0 || isDue || _chores.TryDequeue(out chore))
                {
                    entries = units.Count > 0 || isDue ? _deferred.Take() : [];
                    return true;
                }

                if (_isStopping)
                {
                    entries = [];
                    return false;
                }

                Monitor.Wait(_gate, UntilDue());
            }
        }
    }

    private void TakeUnits(List<UnitOfWork> units)
    {
        for (var node = _queue.First; node is not null && units.Count < MostUnits;)
        {
            var next = node.Next;
            if (_hold is null || node.Value.Hold == _hold)
            {
                units.Add(node.Value);
                _queue.Remove(node);
            }

            node = next;
        }
    }

    // No group is in work here, so from now on nothing changes but by the holder.
    private void GrantHold()
    {
        if (_hold is not null && (_hold.IsReleased || _isStopping || Stopwatch.GetTimestamp() >= _hold.Until))
        {
            _hold = null;
        }

        while (_hold is null && _holds.TryDequeue(out var next))
        {
            if (!next.IsReleased)
            {
                next.Until = Stopwatch.GetTimestamp() + (long)(_context.Options.ExclusiveLimit.TotalSeconds * Stopwatch.Frequency);
                _hold = next;
                next.Held.SetResult();
            }
        }
    }

    private int UntilDue()
    {
        var due = Math.Min(_deferred.Count > 0 ? _deferred.Due : long.MaxValue, _hold?.Until ?? long.MaxValue);
        return due == long.MaxValue
            ? Timeout.Infinite
            : (int)Math.Max(1, Math.Ceiling((due - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency));
    }

    // Those who were just answered come back one after the other. To start with the first alone would make the rest wait for a whole disk write,
    // so the writer lets them run for a small part of what that write takes. One caller alone never waits.
    private void AwaitCompany(int lastUnits, long lastTicks)
    {
        const int Patience = 4;
        if (lastUnits < 2)
        {
            return;
        }

        var until = Stopwatch.GetTimestamp() + (lastTicks / Patience);
        while (Stopwatch.GetTimestamp() < until)
        {
            lock (_gate)
            {
                if (_queue.Count >= lastUnits || _isStopping || _hold is not null || _holds.Count > 0 || _chores.Count > 0)
                {
                    return;
                }
            }

            Thread.Yield();
        }
    }

    /// <summary>Work for the writer that is no unit of anyone's.</summary>
    private sealed class Chore(Action<WriteSession> action, bool forgets)
    {
        public Action<WriteSession> Action => action;

        /// <summary>Whether everything that was read before is void afterwards.</summary>
        public bool Forgets => forgets;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
