using CsCheck;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Queries;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

/// <summary>Whatever is asked is understood, or refused as CloudTrail refuses it: nothing breaks.</summary>
public sealed class QueryFuzzTests : LakeTests
{
    private const string Store = "0233062b-51c6-4d18-8dec-a8c90da840d9";
    private const uint Stream = 101;
    private const ulong Seed = 2026;
    private const int Tries = 400;

    private static readonly string[] s_words =
    [
        "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "UNION ALL", "EXCEPT", "JOIN", "ON", "AS", "WITH", "AND", "OR", "NOT", "IN", "LIKE", "IS NULL", "BETWEEN",
        "CASE", "WHEN", "THEN", "ELSE", "END", "CAST", "OVER", "PARTITION BY", "DISTINCT", "UNNEST", "CROSS JOIN", "EXISTS", "INTERVAL", "timestamp", "array", "map", "row", "varchar", "bigint", "json",
        "eventName", "eventTime", "userIdentity.arn", "requestParameters", "resources", "eventJson", "element_at", "json_extract", "date_add", "date_format", "cardinality", "map_filter", "concat",
        "greatest", "regexp_replace", "count", "transform", "reduce", Store, $"\"{Store}\"", $"'{Store}'", "t", "x", "hf_0", "duckdb_views", "read_csv", "(", ")", "(", ")", ",", ",", "[", "]", "->", ".", "*", "+", "-", "/",
        "=", "<", ">=", "||", "''", "'a'", "'$.a'", "'%Y'", "'day'", "'", "\"", "--", "/*", "*/", ";", "$1", "?", "1", "0", "-1", "1e400", "99999999999999999999", "\0", "é", "\n",
    ];

    private static readonly string[] s_queries =
    [
        $"SELECT eventName, count(*) FROM {Store} WHERE eventTime > '2030-01-01 00:00:00' GROUP BY eventName ORDER BY 2 DESC LIMIT 10",
        $"WITH a AS (SELECT element_at(requestParameters, 'x') AS x FROM {Store}) SELECT json_extract_scalar(x, '$.a[0].b') FROM a JOIN {Store} b ON a.x = b.eventName",
        $"SELECT transform(filter(resources, r -> r.type = 'x'), r -> r.arn), CAST(json_parse(eventJson) AS map(varchar, array(json))) FROM {Store}",
        $"SELECT date_add('day', -1, eventTime), date_format(eventTime, '%Y'), map_filter(requestParameters, (k, v) -> k = v) FROM {Store} CROSS JOIN UNNEST(requestParameters) AS t(k, v)",
        $"(SELECT eventName FROM {Store} EXCEPT SELECT '' FROM {Store}) UNION SELECT CASE WHEN readOnly THEN 'r' ELSE concat('a', 'b') END FROM \"{Store}\" ORDER BY 1",
    ];

    private static Gen<string> Words => Gen.Int[0, s_words.Length - 1].Select(static number => s_words[number]);

    private static Gen<string> Queries => Gen.Int[0, s_queries.Length - 1].Select(static number => s_queries[number]);

    // What functions read themselves: paths, formats, units, patterns.
    private static readonly string[] s_readers =
        ["json_extract(eventJson, '*')", "json_size(eventJson, '*')", "date_format(eventTime, '*')", "format_datetime(eventTime, '*')", "parse_datetime('2030', '*')", "date_add('*', 1, eventTime)", "regexp_like(eventName, '*')"];

    // Words in any order; queries of which pieces are lost, doubled, exchanged or put in; and strange texts for functions that read them.
    private static readonly Gen<string> s_statements = Gen.OneOf(
        Words.Array[1, 40].Select(static words => string.Join(' ', words)),
        Gen.Select(Queries, Gen.Select(Gen.Int[0, 400], Gen.Int[0, 30], Words).Array[1, 4], Changed),
        Gen.Select(Gen.Int[0, s_readers.Length - 1], Gen.Char["$.[]\"*a0 %YMdHs-{}()+\\"].Array[0, 10], static (reader, text) => $"SELECT {s_readers[reader].Replace("*", new string(text), StringComparison.Ordinal)} FROM {Store}"));

    [Fact]
    public void Every_statement_is_understood_or_refused()
    {
        foreach (var statement in Statements(Tries))
        {
            var error = Record.Exception(() => LakeEngine.StoresOf(statement, DateTimeOffset.UnixEpoch));

            Assert.True(error is null or InvalidQueryStatementException, $"{statement}: {error}");
        }
    }

    [Fact]
    public async Task Every_query_over_a_store_is_answered_or_refused_or_fails_with_a_reason()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1));
        Lake.Options.QueryTimeout = TimeSpan.FromSeconds(5);
        foreach (var statement in Statements(Tries / 4))
        {
            var error = await Record.ExceptionAsync(() => RunAsync(statement.Replace(Store, store, StringComparison.Ordinal)));

            Assert.True(error is null or InvalidQueryStatementException or EventDataStoreNotFoundException, $"{statement}: {error}");
        }
    }

    // The same in every run.
    private static IEnumerable<string> Statements(int count)
    {
        var random = new PCG(Stream, Seed);
        for (var i = 0; i < count; i++)
        {
            yield return s_statements.Generate(random, null, out _);
        }
    }

    private static string Changed(string query, (int At, int Length, string Word)[] changes)
    {
        foreach (var (at, length, word) in changes)
        {
            var from = Math.Min(at, query.Length);
            var to = Math.Min(from + length, query.Length);
            query = (length % 3) switch
            {
                0 => query[..from] + word + query[to..],
                1 => query[..to] + query[from..],
                _ => query[..from] + query[to..],
            };
        }

        return query;
    }
}
