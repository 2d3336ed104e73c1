using System.Collections.Concurrent;
using Holdfast.Store.Sqlite.Blobs;
using Holdfast.Store.Sqlite.Commit;
using Holdfast.Store.Sqlite.Folder;
using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Sql;
using Holdfast.Store.Sqlite.Streams;
using Microsoft.Data.Sqlite;

namespace Holdfast.Store.Sqlite;

/// <summary>The store in one SQLite file, or in memory: one writer, many readers, optimistic concurrency.</summary>
public sealed partial class SqliteStore : IStore
{
    /// <summary>The most bytes of a record's JSON, or of a stream entry.</summary>
    public const int RecordBytes = 4 << 20;

    /// <summary>The most characters of a key: those of an object's in a bucket, each escaped, and of what sorts its versions.</summary>
    public const int KeyCharacters = 2_304;

    private readonly DataFolder? _folder;
    private readonly ReaderPool _readers;
    private readonly RecordCache _cache;
    private readonly PrefixCounts _counts = new();
    private readonly ConcurrentDictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private readonly Bell _bell = new();
    private readonly Database? _memory;
    private readonly IClearableBlobs _blobs;
    private long _lastSequence;

    private SqliteStore(SqliteStoreOptions options, DataFolder? folder)
    {
        Options = options;
        _folder = folder;
        Recent = new RecentWrites(options.RememberedWrites);
        _cache = new RecordCache(options.CachedRecords, options.CachedBytes);
        var database = OpenWriter();
        _memory = folder is null ? database : null;
        _readers = new ReaderPool(OpenReader, _memory);
        _blobs = folder is null ? new MemoryBlobs() : new BlobFolder(folder.BlobsPath);
        Records = new RecordReader(_readers, _cache, Recent, _counts);
        Blocks = new BlockReader(_readers);
        Collections = new CollectionTable(Load);
        var session = NewSession(database);
        _lastSequence = session.Group.Sequence;
        Writer = new Writer(
            new WriterContext
            {
                Options = options,
                Recent = Recent,
                Counts = _counts,
                Readers = _readers,
                Reopen = folder is null ? null : () => NewSession(OpenWriter()),
                Publish = Publish,
                Forget = Forget,
                Reload = Reload,
                Ring = _bell.Ring,
            },
            session);
    }

    /// <inheritdoc/>
    public IBlobStore Blobs => _blobs;

    /// <inheritdoc/>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <inheritdoc/>
    public long Signals => _bell.Rings;

    /// <inheritdoc/>
    public StoreStatistics Statistics => Writer.Statistics;

    internal SqliteStoreOptions Options { get; }

    internal RecentWrites Recent { get; }

    internal CollectionTable Collections { get; }

    internal RecordReader Records { get; }

    internal BlockReader Blocks { get; }

    internal Writer Writer { get; }

    /// <summary>The rows and completions that reading took; a test counts work by it.</summary>
    internal long ReadSteps => _readers.Steps;

    /// <summary>Opens the store of a data folder, which is made when it is missing and brought up to date when it is older.</summary>
    /// <exception cref="StoreFormatException">The folder is in use, from a newer version, damaged, or something else.</exception>
    /// <exception cref="StoreUnavailableException">The disk refused.</exception>
    public static SqliteStore Open(SqliteStoreOptions options)
    {
        var folder = options.Folder is null ? null : DataFolder.Open(options.Folder);
        try
        {
            return new SqliteStore(options, folder);
        }
        catch (SqliteException error)
        {
            folder?.Dispose();
            throw error.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT
                ? new StoreFormatException($"The database in {options.Folder} is damaged ({error.Message}); restore the folder from a copy.")
                : Unavailable.From(error);
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IStoreTransaction Begin(Cause cause) => new StoreTransaction(this, cause, hold: null);

    /// <inheritdoc/>
    public async ValueTask<IStoreTransaction> BeginExclusiveAsync(Cause cause, CancellationToken cancellationToken)
    {
        var hold = new ExclusiveHold();
        try
        {
            await Writer.HoldAsync(hold).WaitAsync(cancellationToken);
        }
        catch
        {
            Writer.Release(hold);
            throw;
        }

        return new StoreTransaction(this, cause, hold);
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(IStoreTransaction transaction, Durability durability, CancellationToken cancellationToken)
    {
        UnitOfWork unit;
        using (var own = (StoreTransaction)transaction)
        {
            unit = own.Seal();
        }

        return CommitAsync(unit, durability, cancellationToken);
    }

    /// <inheritdoc/>
    public bool IsCurrent(Freshness freshness) => Recent.IsCurrent((ReadSet)freshness);

    /// <inheritdoc/>
    public async ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        await Writer.ResetAsync().WaitAsync(cancellationToken);
        _blobs.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask TrimChangesAsync(long through, CancellationToken cancellationToken)
        => await Writer.TrimChangesAsync(through).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask WaitForCommitAsync(long seen, CancellationToken cancellationToken) => _bell.WaitAsync(seen, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.Run(Writer.Close);
        }
        finally
        {
            _readers.Dispose();
            _folder?.Dispose();
        }
    }

    private ValueTask<CommitOutcome> CommitAsync(UnitOfWork unit, Durability durability, CancellationToken cancellationToken)
    {
        var canAnswerHere = unit.Hold is null && !unit.Rings && unit.Trims.Count == 0 && (unit.IsEmpty || durability == Durability.Deferred);
        if (canAnswerHere)
        {
            var finding = Recent.Search(unit.Reads);
            if (finding == RecentWrites.Finding.Touched)
            {
                return new(CommitOutcome.Conflict);
            }

            if (finding == RecentWrites.Finding.Untouched && (unit.IsEmpty || Writer.TryDefer(unit.Entries)))
            {
                return new(CommitOutcome.Committed);
            }
        }

        return new(Writer.Enqueue(unit).WaitAsync(cancellationToken));
    }

    private WriteSession NewSession(Database database)
    {
        try
        {
            return new WriteSession(database, _folder is null ? null : Options.CheckpointPages, Recent, _counts);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private Database OpenWriter()
    {
        var database = Database.Open(_folder?.DatabasePath, Options.FileSystem);
        try
        {
            if (_folder is not null)
            {
                database.Execute("""
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
                    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA busy_timeout = 5000;
                    """);
            }

            Schema.Prepare(database, _folder?.Path ?? "memory");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private Database OpenReader()
    {
        var database = Database.Open(_folder!.DatabasePath, Options.FileSystem);
        try
        {
            database.Execute("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048; PRAGMA busy_timeout = 5000;");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // A commit becomes visible to readers here, all of it at once for who looks through the gate.
    private void Publish(GroupWriter group)
    {
        foreach (var write in group.Written)
        {
            _cache.Set(write.Key, write.After, write.After is null ? 0 : write.Sequence, write.Json?.Length ?? 0);
        }

        foreach (var (follower, sequence) in group.Cursors)
        {
            _cursors[follower] = sequence;
        }

        _counts.Publish();
        Recent.Publish();
        Volatile.Write(ref _lastSequence, group.Sequence);
    }

    private void Forget(long sequence)
    {
        _cache.Clear();
        _counts.Clear();
        _cursors.Clear();
        Blocks.Clear();
        Recent.Forget();
        Volatile.Write(ref _lastSequence, sequence);
    }
}
