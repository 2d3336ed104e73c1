using System.Globalization;
using Holdfast.Services.CloudTrail.Lake.Engine;
using Holdfast.Services.CloudTrail.Lake.Sql;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail.Lake.Events;

/// <summary>Writes files of events: of events as they come, without those that the store has, and of several files that are merged into one.</summary>
/// <param name="files">Keeps the files.</param>
/// <param name="options">The bounds of the engine.</param>
internal sealed class EventFileWriter(LakeFiles files, LakeOptions options)
{
    private const int EventsPerThread = 2_000;

    // What is merged soon is packed quickly, what stays is packed well.
    private const string QuickFormat = "(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 61440)";
    private const string Format = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)";

    /// <summary>Writes events into a file.</summary>
    /// <param name="store">The store.</param>
    /// <param name="events">The events, in JSON; those without an id or a time are left out, and those whose id came before.</param>
    /// <param name="known">The files in which an event may be already.</param>
    /// <param name="now">The instant; what is older than the retention is left out.</param>
    /// <param name="isGiven">Whether the events were given, and not taken in.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The file; null when no event is left.</returns>
    public async ValueTask<EventFile?> WriteAsync(
        EventDataStore store, IReadOnlyList<ReadOnlyMemory<byte>> events, IReadOnlyList<EventFile> known, DateTimeOffset now, bool isGiven, CancellationToken cancellationToken)
    {
        using var session = new DuckSession(options.QueryBytesMax, options.QueryThreadsMax);
        ReadInto(session, store, events);

        // The window has two columns and not all of them.
        session.Run("DELETE FROM seen WHERE rowid IN (SELECT rowid FROM (SELECT rowid, row_number() OVER (PARTITION BY eventID ORDER BY rowid) AS number FROM seen) WHERE number > 1)");
        session.Run($"DELETE FROM seen WHERE eventID IS NULL OR eventTime IS NULL OR eventTime < {TimeOf(store.OldestAt(now))}");
        if (RangeOf(session, "seen") is not { } range)
        {
            return null;
        }

        var met = known.Where(file => file.Meets(range.Oldest, range.Newest)).Select(static file => file.Name).ToList();
        if (met.Count > 0)
        {
            using var readable = await files.OpenAsync(met, cancellationToken);
            session.Run(
                $"""
                DELETE FROM seen WHERE eventID IN (SELECT eventID FROM {Source(readable)} WHERE eventTime BETWEEN {TimeOf(range.Oldest)} AND {TimeOf(range.Newest)})
                """);
        }

        return RangeOf(session, "seen") is { } left ? await KeepAsync(store.Key, session, "SELECT * FROM seen", QuickFormat, left, isGiven, cancellationToken) : null;
    }

    /// <summary>Writes the events of several files into one.</summary>
    /// <remarks>
    /// One thread reads file after file, the oldest first, and writes what it reads: to order all events once more would hold them all, and there is no bound on how many they are.
    /// </remarks>
    public async ValueTask<EventFile> MergeAsync(EventDataStore store, IReadOnlyList<EventFile> parts, CancellationToken cancellationToken)
    {
        using var session = new DuckSession(options.QueryBytesMax, threads: 1);
        using var readable = await files.OpenAsync(parts.OrderBy(static part => part.Oldest).Select(static part => part.Name), cancellationToken);
        var range = (parts.Sum(static part => part.Events), parts.Min(static part => part.Oldest), parts.Max(static part => part.Newest));
        return await KeepAsync(store.Key, session, $"SELECT * FROM {Source(readable)}", Format, range, parts.Any(static part => part.IsGiven), cancellationToken);
    }

    /// <summary>The files as a table.</summary>
    public static string Source(ReadableFiles readable) => $"read_parquet([{string.Join(',', readable.Paths.Select(DuckSession.Quote))}], union_by_name = true)";

    /// <summary>An instant as SQL writes it.</summary>
    public static string TimeOf(DateTimeOffset at) => $"TIMESTAMP '{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";

    // The engine reads one table of so few rows with one thread, so each thread gets a table of its own.
    private void ReadInto(DuckSession session, EventDataStore store, IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        var parts = Math.Clamp(events.Count / EventsPerThread, 1, options.QueryThreadsMax);
        var read = $"SELECT unnest({store.Schema.ReadFrom("j")}), j AS {LakeSchema.Json} FROM came";
        var statements = new List<string>();
        foreach (var part in events.Chunk((events.Count + parts - 1) / parts))
        {
            var number = statements.Count;
            session.Run(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE came{number}(j VARCHAR)"));
            session.Append(string.Create(CultureInfo.InvariantCulture, $"came{number}"), part);
            statements.Add(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO seen {read}{number}"));
        }

        session.Run($"CREATE TABLE seen AS {read}0 LIMIT 0");
        session.RunTogether(statements);
    }

    private async ValueTask<EventFile> KeepAsync(
        string store, DuckSession session, string select, string format, (long Events, DateTimeOffset Oldest, DateTimeOffset Newest) range, bool isGiven, CancellationToken cancellationToken)
    {
        var path = files.NewScratch();
        session.Run($"COPY ({select}) TO {DuckSession.Quote(path)} {format}");
        var (name, bytes) = await files.KeepAsync(path, cancellationToken);
        return new()
        {
            Store = store,
            Name = name,
            Events = range.Events,
            Bytes = bytes,
            Oldest = range.Oldest,
            Newest = range.Newest,
            IsGiven = isGiven,
        };
    }

    private static (long Events, DateTimeOffset Oldest, DateTimeOffset Newest)? RangeOf(DuckSession session, string table)
    {
        string?[] row = [];
        session.Read(
            $"SELECT CAST(count(*) AS VARCHAR), CAST(epoch_us(min(eventTime)) AS VARCHAR), CAST(epoch_us(max(eventTime)) AS VARCHAR) FROM {table}",
            [],
            found => row = found);
        return row is [not "0", { } oldest, { } newest] ? (long.Parse(row[0]!, CultureInfo.InvariantCulture), InstantOf(oldest), InstantOf(newest)) : null;
    }

    private static DateTimeOffset InstantOf(string microseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(long.Parse(microseconds, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);
}
