using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

public sealed class StartQueryTests : LakeTests
{
    /// <summary>Statements that are no queries, or reach for what no query may have; <c>EDS</c> stands for the store.</summary>
    private static readonly string[] s_attacks =
    [
        "SELECT * FROM read_csv('/etc/passwd'), EDS",
        "SELECT * FROM EDS, read_text('/etc/passwd')",
        "SELECT * FROM EDS, read_parquet('/tmp/*.parquet')",
        "SELECT * FROM EDS, glob('/*')",
        "SELECT * FROM '/etc/passwd' JOIN EDS ON true",
        "SELECT * FROM EDS JOIN \"/etc/passwd\" ON true",
        "SELECT * FROM EDS JOIN 'https://example.com/a.parquet' ON true",
        "SELECT getenv('HOME') FROM EDS",
        "SELECT current_setting('memory_limit') FROM EDS",
        "SELECT content FROM EDS, read_blob('/etc/shadow')",
        "SELECT * FROM information_schema.tables, EDS",
        "SELECT * FROM EDS JOIN duckdb_settings() ON true",
        "SELECT * FROM EDS JOIN sqlite_master ON true",
        "SELECT * FROM EDS JOIN pg_catalog.pg_class ON true",
        "SELECT * FROM EDS JOIN duckdb_tables ON true",
        "SELECT * FROM query('SELECT 1'), EDS",
        "SELECT * FROM EDS JOIN query_table('x') ON true",
        "SELECT * FROM EDS JOIN main.EDS ON true",
        "COPY (SELECT * FROM EDS) TO '/tmp/out.csv'",
        "COPY EDS FROM '/etc/passwd'",
        "ATTACH '/tmp/x.db' AS x",
        "PRAGMA database_list",
        "SET memory_limit='100GB'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '/tmp/x'",
        "CREATE TABLE x AS SELECT * FROM EDS",
        "CREATE VIEW x AS SELECT * FROM EDS",
        "INSERT INTO EDS VALUES (1)",
        "DELETE FROM EDS",
        "UPDATE EDS SET eventName = 'x'",
        "DROP VIEW EDS",
        "CALL pragma_version()",
        "DESCRIBE EDS",
        "SHOW TABLES",
        "EXPLAIN SELECT * FROM EDS",
        "SUMMARIZE EDS",
        "PIVOT EDS ON eventName",
        "SELECT * FROM EDS; SELECT 1",
        "SELECT * FROM EDS; DROP TABLE x",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r, EDS",
        "SELECT * FROM EDS, range(1000000000000)",
        "SELECT * FROM EDS, generate_series(1, 1000000000000)",
        "SELECT repeat('x', 1000000000) FROM EDS",
        "SELECT $1 FROM EDS",
        "SELECT nextval('x') FROM EDS",
        "SELECT parse_path('/x') FROM EDS",
        "SELECT json_execute_serialized_sql('x') FROM EDS",
        "SELECT json_serialize_sql('SELECT 1') FROM EDS",
        "SELECT write_log('x') FROM EDS",
        "SELECT hf_json_of('x') FROM EDS",
        "SELECT (SELECT max(content) FROM read_text('/etc/hostname')) FROM EDS",
        "SELECT * FROM EDS WHERE eventName IN (SELECT filename FROM read_text('/etc/*'))",
        "WITH x AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM x, EDS",
        "SELECT eventName FROM EDS UNION ALL SELECT column0 FROM read_csv('/etc/passwd')",
        "SELECT eventName FROM EDS ORDER BY getenv('HOME')",
        "SELECT count(*) FILTER (WHERE getenv('HOME') = 'x') FROM EDS",
        "SELECT row_number() OVER (ORDER BY getenv('HOME')) FROM EDS",
        "SELECT any_match(resources, r -> getenv('HOME') = 'x') FROM EDS",
        "SELECT element_at(requestParameters, getenv('HOME')) FROM EDS",
        "SELECT system.main.getenv('HOME') FROM EDS",
        "SELECT * FROM EDS CROSS JOIN UNNEST(glob('/*')) AS t(a)",
        "SELECT * FROM EDS CROSS JOIN UNNEST(getenv('HOME')) AS t(a, b)",
        "SELECT * FROM EDS TABLESAMPLE reservoir(getenv('x'))",
        "FROM EDS SELECT getenv('HOME')",
        "SELECT * REPLACE (getenv('HOME') AS eventName) FROM EDS",
        "SELECT COLUMNS(c -> getenv(c) IS NULL) FROM EDS",
        "SELECT * FROM EDS AT (VERSION => 1)",
        "SELECT * FROM (DESCRIBE EDS)",
        "SELECT * FROM (SHOW TABLES), EDS",
        "SELECT CAST('1.2.3.4' AS INET) FROM EDS",
        "SELECT CAST('a' AS foo) FROM EDS",
        "SELECT eventName COLLATE nocase FROM EDS",
        "SELECT eventName FROM EDS QUALIFY row_number() OVER (ORDER BY getenv('x')) = 1",
        "SELECT eventName FROM EDS LIMIT (SELECT max(1) FROM glob('/*'))",
        "SELECT eventName FROM EDS LIMIT getenv('x')",
        "SELECT [x FOR x IN ['a'] IF getenv(x) IS NULL] FROM EDS",
        "SELECT x FROM EDS, LATERAL (SELECT getenv(eventName) AS x)",
        "SELECT eventName.getenv() FROM EDS",
        "SELECT getvariable('x') FROM EDS",
        "SELECT current_database() FROM EDS",
        "SELECT current_user FROM EDS",
        "SELECT current_schema FROM EDS",
        "SELECT version() FROM EDS",
        "SELECT error('x') FROM EDS",
        "SELECT filename FROM EDS",
        "SELECT file_row_number FROM EDS",
        "SELECT rowid FROM EDS",
        "SELECT * FROM memory.main.\"EDS\"",
        "SELECT hf_0 FROM EDS",
        "SELECT element_at(requestParameters, hf_0) FROM EDS",
        "SELECT * FROM hf_with_x, EDS",

        // The name of a subquery is no way to what the engine brings, where it is not in scope.
        "SELECT * FROM duckdb_views, (WITH duckdb_views AS (SELECT 1) SELECT * FROM duckdb_views) y, EDS",
        "WITH duckdb_views AS (SELECT * FROM duckdb_views) SELECT sql FROM duckdb_views, EDS",
        "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a, EDS",
        "SELECT * FROM (WITH \"/etc/passwd\" AS (SELECT 1) SELECT * FROM \"/etc/passwd\") x, \"/etc/passwd\", EDS",
        "SELECT 1",
        "",
        ";",
        "nonsense",
        "SELECT FROM WHERE",
        "SELECT nowhere FROM EDS",
        "SELECT eventName.x FROM EDS",
        "SELECT element_at(resources) FROM EDS",
        "SELECT sum(eventName) FROM EDS",
        "SELECT 'unclosed FROM EDS",
        "SELECT /* unclosed FROM EDS",
    ];

    /// <summary>Those statements.</summary>
    public static TheoryData<string> Attacks() => [.. s_attacks];

    [Fact]
    public async Task Keeps_the_query_and_its_answer()
    {
        var store = await GivenStoreAsync();
        await RecordAsync("alice");

        var response = await World.CallAsync(Starting, new() { QueryStatement = $"SELECT eventName FROM {store}" });

        Assert.Equal(QueryStatus.QUEUED, (await DescribeAsync(response.QueryId!)).QueryStatus);
        await RunPendingAsync();
        var described = await DescribeAsync(response.QueryId!);
        Assert.Equal((QueryStatus.FINISHED, null), (described.QueryStatus, described.ErrorMessage));
        Assert.Equal(["CreateUser"], (await ResultsAsync(response.QueryId!)).QueryResultRows!.Select(static row => row[0]["eventName"]));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Refuses_what_is_no_query_and_what_reaches_beyond_the_stores(string statement)
    {
        var store = await GivenStoreAsync();

        await RefusedAsync(
            "InvalidQueryStatementException",
            () => World.CallAsync(Starting, new() { QueryStatement = statement.Replace("EDS", store, StringComparison.Ordinal) }));
    }

    [Theory]
    [InlineData("NOT ", "true")]
    [InlineData("(", "1")]
    [InlineData("- ", "1")]
    [InlineData("CASE WHEN true THEN ", "1")]
    [InlineData("abs(", "1")]
    [InlineData("(SELECT ", "1")]
    public async Task A_query_that_is_nested_deeply_is_answered_or_refused(string opening, string inside)
    {
        var store = await GivenStoreAsync();
        var depth = 9_000 / (opening.Length + 5);
        var closing = opening switch { "NOT " or "- " => "", "CASE WHEN true THEN " => " END", _ => ")" };
        var nested = string.Concat(Enumerable.Repeat(opening, depth)) + inside + string.Concat(Enumerable.Repeat(closing, depth));

        var error = await Record.ExceptionAsync(() => World.CallAsync(Starting, new() { QueryStatement = $"SELECT {nested} FROM {store}" }));
        await RunPendingAsync();

        Assert.True(error is null or InvalidQueryStatementException, error?.ToString());
    }

    [Fact]
    public async Task Refuses_the_store_of_another_account()
    {
        var theirs = (await World.CallAsync(
            new Services.CloudTrail.Lake.Stores.CreateEventDataStore(Lake.Options), new() { Name = "theirs" }, account: new AccountId("444455556666"))).EventDataStoreArn!;

        await RefusedAsync("EventDataStoreNotFoundException", () => World.CallAsync(Starting, new() { QueryStatement = $"SELECT * FROM {IdOf(theirs)}" }));
    }

    [Fact]
    public async Task Refuses_a_store_that_is_not_there()
        => await RefusedAsync(
            "EventDataStoreNotFoundException", () => World.CallAsync(Starting, new() { QueryStatement = "SELECT * FROM 0233062b-51c6-4d18-8dec-a8c90da840d9" }));

    [Fact]
    public async Task Refuses_a_store_that_is_pending_deletion()
    {
        var store = await GivenStoreAsync();
        await World.CallAsync(new Services.CloudTrail.Lake.Stores.DeleteEventDataStore(), new() { EventDataStore = store });

        await RefusedAsync("InactiveEventDataStoreException", () => World.CallAsync(Starting, new() { QueryStatement = $"SELECT * FROM {store}" }));
    }

    [Fact]
    public async Task Refuses_an_eleventh_query_while_ten_wait()
    {
        var store = await GivenStoreAsync();
        for (var i = 0; i < LakeQuery.ConcurrentMax; i++)
        {
            await World.CallAsync(Starting, new() { QueryStatement = $"SELECT * FROM {store}" });
        }

        var error = await RefusedAsync("MaxConcurrentQueriesException", () => World.CallAsync(Starting, new() { QueryStatement = $"SELECT * FROM {store}" }));
        Assert.Equal("You are already running the maximum number of concurrent queries: 10.", error.Message);
        await RunPendingAsync();
        await World.CallAsync(Starting, new() { QueryStatement = $"SELECT * FROM {store}" });
    }

    [Fact]
    public async Task Refuses_a_request_without_a_statement_and_one_with_an_alias()
    {
        await RefusedAsync("InvalidParameterException", () => World.CallAsync(Starting, new()));
        await RefusedAsync("InvalidParameterException", () => World.CallAsync(Starting, new() { QueryAlias = "x", QueryStatement = "SELECT 1" }));
    }

    [Fact]
    public async Task Asks_for_permission_on_each_store_that_is_read()
    {
        const string First = "0233062b-51c6-4d18-8dec-a8c90da840d9";
        const string Second = "1233062b-51c6-4d18-8dec-a8c90da840d9";

        var target = await World.TargetAsync(
            Starting, new() { QueryStatement = $"SELECT '{Guid.Empty}' FROM {First} a JOIN '{StoreArnOf(Second)}' b ON true -- FROM {Guid.Empty}" });

        Assert.Equal([StoreArnOf(First), StoreArnOf(Second)], new[] { target }.Concat(target.Also).Select(static one => one.Resource.Value));
    }

    [Fact]
    public async Task A_query_that_fails_while_it_runs_says_why()
    {
        var store = await GivenStoreAsync();
        await RecordAsync("alice");

        var id = await RunAsync($"SELECT CAST(eventName AS bigint) FROM {store}");

        var described = await DescribeAsync(id);
        Assert.Equal(QueryStatus.FAILED, described.QueryStatus);
        Assert.Contains("CreateUser", described.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_needs_too_much_memory_or_time_ends()
    {
        var store = await GivenStoreAsync();
        for (var i = 0; i < 40; i++)
        {
            await RecordAsync("user" + i);
        }

        Lake.Options.QueryTimeout = TimeSpan.FromMilliseconds(200);
        var id = await RunAsync($"SELECT count(*) FROM {store} a, {store} b, {store} c, {store} d, {store} e, {store} f WHERE a.eventID || b.eventID || c.eventID || d.eventID || e.eventID || f.eventID LIKE '%x%y%z%'");

        Assert.Equal(QueryStatus.TimedOut, (await DescribeAsync(id)).QueryStatus);
    }

    [Theory]
    [InlineData("SELECT format('%99999999d', 1) FROM EDS")]
    [InlineData("SELECT length(x) FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT lpad(eventName, 300000000, 'x') AS x FROM EDS)))")]
    [InlineData("SELECT array_agg(a.eventJson || b.eventJson) FROM EDS a, EDS b, EDS c, EDS d, EDS e, EDS f, EDS g, EDS h")]
    [InlineData("WITH a AS (SELECT eventName AS n FROM EDS), b AS (SELECT x.n FROM a x, a y), c AS (SELECT x.n FROM b x, b y), d AS (SELECT x.n FROM c x, c y), e AS (SELECT x.n || y.n FROM d x, d y) SELECT count(DISTINCT n) FROM (SELECT * FROM e) AS e(n)")]
    public async Task A_query_whose_values_or_rows_grow_without_bound_fails_and_the_next_one_runs(string query)
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, [.. Enumerable.Range(0, 10).Select(static number => EventOf(number))]);
        Lake.Options.QueryBytesMax = 256 << 20;
        Lake.Options.QueryTimeout = TimeSpan.FromSeconds(20);

        var id = await RunAsync(query.Replace("EDS", store, StringComparison.Ordinal));

        Assert.Contains((await DescribeAsync(id)).QueryStatus, new[] { QueryStatus.FAILED, QueryStatus.TimedOut });
        Assert.Equal(["10"], await AskAsync($"SELECT count(*) FROM {store}"));
    }

    [Fact]
    public async Task A_subquery_may_be_called_as_what_the_engine_brings()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1));

        Assert.Equal(["1|1"], await AskAsync($"WITH duckdb_views AS (SELECT 1 AS n FROM {store}), Other AS (SELECT n FROM DUCKDB_VIEWS) SELECT duckdb_views.n, o.n FROM duckdb_views, other o"));
    }
}
