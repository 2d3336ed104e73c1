using Holdfast.Store.Sqlite.Sql;
using Holdfast.Store.Sqlite.Streams;
using SQLitePCL;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>The writer's connection and the statements prepared on it; another one is opened when the disk left this one in doubt.</summary>
internal sealed class WriteSession : IDisposable
{
    // SQLITE_DBSTATUS_CACHE_WRITE: pages written by this connection.
    private const int PagesWritten = 9;

    private const int TrimmedAtOnce = 10_000;

    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _state;
    private readonly Statement _setState;
    private readonly Statement _trimChanges;
    private readonly int? _checkpointPages;
    private long _pages;

    public WriteSession(Database database, int? checkpointPages, RecentWrites recent, PrefixCounts counts)
    {
        Database = database;
        _checkpointPages = checkpointPages;
        Streams = new BlockWriter(database);
        Group = new GroupWriter(database, recent, counts, Streams);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _state = database.Prepare("SELECT groups, sequence FROM state");
        _setState = database.Prepare("UPDATE state SET groups = ?1, sequence = ?2");
        _trimChanges = database.Prepare("DELETE FROM changes WHERE sequence <= min(?1, (SELECT min(sequence) FROM changes) + ?2)");
        (Groups, Group.Sequence) = ReadState();
    }

    public Database Database { get; }

    public BlockWriter Streams { get; }

    public GroupWriter Group { get; }

    /// <summary>The number of groups on the disk.</summary>
    public long Groups { get; private set; }

    public void Begin() => _begin.Run();

    /// <summary>Writes what remains of the group, and the group to the disk.</summary>
    public void Commit()
    {
        Streams.Flush();
        _setState.Bind(1, Groups + 1).Bind(2, Group.Sequence).Run();
        _commit.Run();
        Groups++;
    }

    /// <summary>Ends a transaction that failed, or that has nothing to keep.</summary>
    public void Rollback()
    {
        if (!Database.IsIdle)
        {
            _rollback.Run();
        }
    }

    /// <summary>Whether the group whose commit failed is on the disk all the same.</summary>
    public bool IsKept()
    {
        if (ReadState().Groups != Groups + 1)
        {
            return false;
        }

        Groups++;
        return true;
    }

    /// <summary>Removes changes up to a number, some at a time.</summary>
    public void TrimChanges(long through) => _trimChanges.Bind(1, through).Bind(2, TrimmedAtOnce).Run();

    /// <summary>Removes everything but the names of collections and indexes.</summary>
    public void Clear()
    {
        Database.Execute("""
            DELETE FROM records; DELETE FROM index_values; DELETE FROM changes; DELETE FROM cursors;
            DELETE FROM timers; DELETE FROM blocks; DELETE FROM streams; DELETE FROM segments; DELETE FROM segment_labels;
            """);
        Streams.Withdraw();
        Group.Sequence = 0;
    }

    /// <summary>What the disk says: the number of groups and of changes.</summary>
    public (long Groups, long Sequence) ReadState()
    {
        _state.Step();
        var state = (_state.Int64(0), _state.Int64(1));
        _state.Reset();
        return state;
    }

    /// <summary>Writes the log into the database once it is long; what fails now is done later. Those who wait were answered before.</summary>
    public void Checkpoint()
    {
        if (_checkpointPages is not { } most)
        {
            return;
        }

        raw.sqlite3_db_status(Database.Handle, PagesWritten, out var pages, out _, 1);
        _pages += pages;
        if (_pages >= most)
        {
            _pages = 0;
            _ = raw.sqlite3_wal_checkpoint_v2(Database.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        }
    }

    public void Dispose()
    {
        Streams.Dispose();
        Database.Dispose();
    }
}
