using Holdfast.Services.CloudTrail.Lake.Engine;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Sql;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Understands queries and runs them, each in a session of its own that has its stores and nothing else.</summary>
/// <param name="files">The files of events, and of answers.</param>
/// <param name="options">The bounds.</param>
internal sealed class LakeEngine(LakeFiles files, LakeOptions options)
{
    private const long CheckBytes = 128L << 20;

    /// <summary>Finds the stores that a query reads, and checks that it is one that may run, as far as that can be told without them.</summary>
    /// <exception cref="InvalidQueryStatementException">It is none, or does what queries may not.</exception>
    public static IReadOnlyCollection<string> StoresOf(string statement, DateTimeOffset now)
    {
        using var session = new DuckSession(CheckBytes, threads: 1);
        var translator = new QueryTranslator(session, now);
        translator.Translate(statement);
        return translator.Stores;
    }

    /// <summary>Checks that a query fits its stores: that its columns are theirs, and its functions take them.</summary>
    /// <exception cref="InvalidQueryStatementException">It does not.</exception>
    public static void Check(string statement, IReadOnlyCollection<EventDataStore> stores, DateTimeOffset now)
    {
        using var session = new DuckSession(CheckBytes, threads: 1);
        var sql = new QueryTranslator(session, now).Translate(statement);
        Prepare(session, stores.Select(static store => (store, (IReadOnlyList<string>)[])), now);
        session.Lock([]);
        Understood(session, sql);
    }

    /// <summary>Runs a query.</summary>
    /// <param name="statement">The query.</param>
    /// <param name="stores">Its stores, with their files.</param>
    /// <param name="now">The instant.</param>
    /// <param name="scanning">Is told of the files that it reads, before it does.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>The answer, which is kept.</returns>
    /// <exception cref="DuckException">It failed, or was interrupted.</exception>
    public async ValueTask<QueryAnswer> RunAsync(
        string statement,
        IReadOnlyList<(EventDataStore Store, IReadOnlyList<EventFile> Files)> stores,
        DateTimeOffset now,
        Action<IReadOnlyList<EventFile>> scanning,
        CancellationToken cancellationToken)
    {
        using var session = new DuckSession(options.QueryBytesMax, options.QueryThreadsMax);
        await using var interruption = cancellationToken.UnsafeRegister(static session => ((DuckSession)session!).Interrupt(), session);
        var translator = new QueryTranslator(session, now);
        var statementOfEngine = translator.Translate(statement);
        var needed = stores.Select(source => (source.Store, Files: Needed(source.Files, translator.Ranges.GetValueOrDefault(source.Store.Id, TimeRange.All)))).ToList();
        scanning([.. needed.SelectMany(static source => source.Files)]);
        var opened = new List<ReadableFiles>();
        try
        {
            var tables = new List<(EventDataStore, IReadOnlyList<string>)>();
            foreach (var (store, parts) in needed)
            {
                opened.Add(await files.OpenAsync(parts.Select(static part => part.Name), cancellationToken));
                tables.Add((store, opened[^1].Paths));
            }

            Prepare(session, tables, now);
            session.Lock(opened.SelectMany(static readable => readable.Paths));
            var (sql, columns) = Understood(session, statementOfEngine);
            await using var writer = await AnswerWriter.BeginAsync(files, columns, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            session.Read(sql, [], writer.Add);
            return await writer.KeepAsync(cancellationToken);
        }
        finally
        {
            opened.ForEach(static readable => readable.Dispose());
        }
    }

    private static List<EventFile> Needed(IReadOnlyList<EventFile> files, TimeRange range) => [.. files.Where(file => file.Meets(range.From, range.To))];

    private static void Prepare(DuckSession session, IEnumerable<(EventDataStore Store, IReadOnlyList<string> Paths)> tables, DateTimeOffset now)
    {
        foreach (var macro in TrinoMacros.All)
        {
            session.Run(macro);
        }

        session.Run("SET integer_division=true");
        foreach (var (store, paths) in tables)
        {
            var source = paths.Count == 0
                ? $"(SELECT unnest({store.Schema.ReadFrom("j")}), j AS {LakeSchema.Json} FROM (SELECT CAST(NULL AS VARCHAR) AS j))"
                : $"read_parquet([{string.Join(',', paths.Select(DuckSession.Quote))}], union_by_name = true)";
            var condition = paths.Count == 0 ? "false" : $"eventTime >= {EventFileWriter.TimeOf(store.OldestAt(now))}";
            session.Run($"CREATE VIEW {DuckSession.QuoteName(store.Id)} AS {store.Schema.SeenOf(source, condition)}");
        }
    }

    private static (string Sql, IReadOnlyList<string> Columns) Understood(DuckSession session, string sql)
    {
        try
        {
            var columns = session.Describe(sql);
            return (RowText.Of(sql, columns), [.. columns.Select(static (column, number) => QueryTranslator.ColumnOf(column.Name, number))]);
        }
        catch (DuckException refused)
        {
            throw QueryTranslator.Invalid(QueryTranslator.ReasonOf(refused.Message));
        }
    }
}
