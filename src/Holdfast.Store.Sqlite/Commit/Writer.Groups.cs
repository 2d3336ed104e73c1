using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>How a group is kept, or not.</summary>
internal sealed partial class Writer
{
    private WriteSession? _session;
    private long _sequence;
    private long _keptGroups;
    private long _commits;
    private long _conflicts;
    private long _groups;
    private long _failures;
    private volatile string? _fault;
    private int _lastAttempts;

    // The deferred entries of the group in work, and those among the waiting ones that a group in doubt turned out to have kept.
    private int _inDoubt;
    private int _alreadyKept;
    private Exception? _lost;

    public StoreStatistics Statistics => new()
    {
        Commits = Volatile.Read(ref _commits),
        Conflicts = Volatile.Read(ref _conflicts),
        Groups = Volatile.Read(ref _groups),
        Failures = Volatile.Read(ref _failures),
        DeferredEntries = DeferredCount,
        Fault = _fault,
    };

    private void RunGroup(List<UnitOfWork> units, List<PendingEntry> entries)
    {
        var error = TryKeep(session => Apply(session, units, entries));
        if (error is not null && units.Count > 0 && !IsOfDisk(error))
        {
            // One unit cannot be written, and it is not the disk: each alone, so that it harms no other.
            RunAlone(units, entries);
            return;
        }

        lock (_gate)
        {
            if (error is null)
            {
                _deferred.Accept(entries);
                _alreadyKept = entries.Count > 0 ? 0 : _alreadyKept;
            }
            else if (_isStopping && ++_lastAttempts >= MostLastAttempts)
            {
                _lost = error;
            }
            else
            {
                _deferred.Withdraw(entries);
            }
        }

        Answer(units, error);
        _session?.Checkpoint();
        Compact();
    }

    private void RunAlone(List<UnitOfWork> units, List<PendingEntry> entries)
    {
        foreach (var unit in units)
        {
            Answer([unit], TryKeep(session => Apply(session, [unit], [])));
        }

        if (entries.Count > 0)
        {
            RunGroup([], entries);
        }
    }

    private bool Apply(WriteSession session, List<UnitOfWork> units, List<PendingEntry> entries)
    {
        var hasWritten = entries.Count > 0;
        foreach (var unit in units)
        {
            unit.Outcome = session.Group.Apply(unit);
            hasWritten |= unit.Outcome == CommitOutcome.Committed && !unit.IsEmpty;
        }

        foreach (var entry in entries.Skip(_alreadyKept))
        {
            session.Streams.Add(entry.Stream, entry.Entry);
        }

        _inDoubt = entries.Count;
        return hasWritten;
    }

    private void Answer(List<UnitOfWork> units, Exception? error)
    {
        if (error is null && units.Exists(static unit => unit.Outcome == CommitOutcome.Committed && unit.Rings))
        {
            _context.Ring();
        }

        foreach (var unit in units)
        {
            if (unit.Hold is { } hold)
            {
                Release(hold);
            }

            if (error is not null)
            {
                unit.Done.SetException(IsOfDisk(error) ? Unavailable.From(error) : error);
                continue;
            }

            Interlocked.Increment(ref unit.Outcome == CommitOutcome.Committed ? ref _commits : ref _conflicts);
            unit.Done.SetResult(unit.Outcome);
        }
    }

    private void RunChore(Chore chore)
    {
        var error = TryKeep(
            session =>
            {
                chore.Action(session);
                return true;
            },
            chore.Forgets);
        if (error is null)
        {
            if (chore.Forgets)
            {
                _context.Ring();
            }

            chore.Done.SetResult();
        }
        else
        {
            chore.Done.SetException(IsOfDisk(error) ? Unavailable.From(error) : error);
        }
    }

    // It is the writer's own work, a step after a group, and is done again later if the disk refuses.
    private void Compact()
    {
        if (_session is { Streams.IsCrowded: true })
        {
            _ = TryKeep(static session =>
            {
                session.Streams.CompactOne();
                return true;
            });
        }

        _session?.Streams.Relax();
    }

    /// <summary>Runs an action in one transaction of SQLite, and makes memory say what the disk says, whatever happens.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails is told to those who wait for it.")]
    private Exception? TryKeep(Func<WriteSession, bool> action, bool forgets = false)
    {
        var isCommitting = false;
        _context.Readers.EnterWrite();
        try
        {
            var session = Session();
            _inDoubt = 0;
            session.Begin();
            if (action(session))
            {
                isCommitting = true;
                session.Commit();
                Interlocked.Increment(ref _groups);
                _fault = null;
            }
            else
            {
                session.Rollback();
                isCommitting = false;
            }

            Accept(session, forgets);
            return null;
        }
        catch (Exception error)
        {
            if (Recover(isCommitting) is { } kept)
            {
                Accept(kept, forgets);
                return null;
            }

            if (IsOfDisk(error))
            {
                Interlocked.Increment(ref _failures);
                _fault = Unavailable.From(error).Message;
            }

            return error;
        }
        finally
        {
            _context.Readers.ExitWrite();
        }
    }

    private void Accept(WriteSession session, bool forgets)
    {
        (_sequence, _keptGroups) = (session.Group.Sequence, session.Groups);
        lock (_context.Recent.Gate)
        {
            if (forgets)
            {
                _context.Forget(_sequence);
            }
            else
            {
                _context.Publish(session.Group);
            }

            session.Group.Accept();
        }
    }

    /// <summary>Takes the group back. When the disk failed in the middle of its commit, the disk itself is asked whether the group is there.</summary>
    /// <returns>The session, when the group is kept after all.</returns>
    private WriteSession? Recover(bool wasCommitting)
    {
        var session = _session;
        if (session is null)
        {
            return null;
        }

        var isSure = false;
        try
        {
            var wasInDoubt = wasCommitting && session.Database.IsIdle;
            session.Rollback();
            if (wasInDoubt && session.IsKept())
            {
                return session;
            }

            isSure = true;
        }
        catch (SqliteException)
        {
            // The connection is of no use; what is on the disk is found out when the next one is opened.
        }

        _context.Recent.Withdraw();
        _context.Counts.Withdraw();
        session.Group.Withdraw(_sequence);
        session.Streams.Withdraw();
        if ((!isSure || wasCommitting) && _context.Reopen is not null)
        {
            session.Dispose();
            _session = null;
        }

        return null;
    }

    private WriteSession Session()
    {
        if (_session is not null)
        {
            return _session;
        }

        var session = _context.Reopen!();
        try
        {
            if (session.Groups != _keptGroups)
            {
                // The group that was in doubt is there.
                _alreadyKept = _inDoubt;
                _context.Reload();
                lock (_context.Recent.Gate)
                {
                    _context.Forget(session.Group.Sequence);
                }
            }
        }
        catch
        {
            session.Dispose();
            throw;
        }

        (_sequence, _keptGroups) = (session.Group.Sequence, session.Groups);
        return _session = session;
    }

    private static bool IsOfDisk(Exception error)
        => error is StoreUnavailableException or IOException
            || (error is SqliteException sqlite && sqlite.SqliteErrorCode
                is not (raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_ERROR or raw.SQLITE_RANGE));
}
