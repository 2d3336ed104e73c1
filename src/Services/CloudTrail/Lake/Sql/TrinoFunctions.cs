namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>The functions that a query may call: those of Trino that DuckDB has under the same or another name, and those that are made of several of its own.</summary>
/// <remarks>What is not in these tables cannot be called, so nothing that reads files, settings or the environment can.</remarks>
internal static class TrinoFunctions
{
    /// <summary>Functions that have the same name and sense in both.</summary>
    private const string Same =
        """
        abs acos array_agg asin atan atan2 avg bit_count bool_and bool_or cbrt ceil ceiling chr coalesce concat concat_ws corr cos count count_if count_star covar_pop
        covar_samp cume_dist date_part date_trunc day degrees dense_rank exp first_value flatten floor format greatest hash hour lag last_day last_value lead least
        length ln log10 log2 lower lpad ltrim map map_entries map_keys map_values max max_by md5 median min min_by minute mod mode month now nth_value ntile nullif
        percent_rank pi position pow power quarter radians rank regexp_extract regexp_extract_all replace round row row_number rpad rtrim second
        sha256 sign sin split split_part sqrt starts_with stddev stddev_pop stddev_samp strpos struct_extract substr substring sum tan timezone to_base64
        to_days to_hours to_minutes to_months to_seconds to_years to_weeks to_milliseconds translate trim trunc typeof unnest upper var_pop var_samp variance
        week year list_value contains_text any_value
        + - * / % ** || ~~ !~~ like_escape not_like_escape
        """;

    private static readonly Dictionary<string, string> s_renamed = new(StringComparer.Ordinal)
    {
        ["approx_distinct"] = "approx_count_distinct",
        ["approx_percentile"] = "approx_quantile",
        ["arbitrary"] = "any_value",
        ["array_distinct"] = "list_distinct",
        ["array_max"] = "list_max",
        ["array_min"] = "list_min",
        ["array_position"] = "list_position",
        ["array_sort"] = "list_sort",
        ["array_intersect"] = "list_intersect",
        ["array_join"] = "hf_array_join",
        ["arrays_overlap"] = "list_has_any",
        ["at_timezone"] = "hf_at_timezone",
        ["codepoint"] = "unicode",
        ["contains"] = "list_contains",
        ["date"] = "hf_date",
        ["date_add"] = "hf_date_add",
        ["date_diff"] = "date_sub",
        ["day_of_month"] = "day",
        ["day_of_week"] = "isodow",
        ["day_of_year"] = "dayofyear",
        ["dow"] = "isodow",
        ["doy"] = "dayofyear",
        ["every"] = "bool_and",
        ["filter"] = "list_filter",
        ["from_iso8601_date"] = "hf_date",
        ["from_iso8601_timestamp"] = "hf_timestamp",
        ["from_unixtime"] = "hf_from_unixtime",
        ["histogram"] = "histogram",
        ["is_nan"] = "isnan",
        ["json_array_contains"] = "hf_json_array_contains",
        ["json_array_length"] = "hf_json_array_length",
        ["json_extract"] = "hf_json_extract",
        ["json_extract_scalar"] = "hf_json_extract_scalar",
        ["json_format"] = "hf_json_format",
        ["json_parse"] = "hf_json_parse",
        ["levenshtein_distance"] = "levenshtein",
        ["map_agg"] = "hf_map_agg",
        ["map_concat"] = "map_concat",
        ["max_by"] = "max_by",
        ["regexp_like"] = "regexp_matches",
        ["regexp_replace"] = "hf_regexp_replace",
        ["regexp_split"] = "string_split_regex",
        ["reverse"] = "reverse",
        ["slice"] = "hf_slice",
        ["string_agg"] = "string_agg",
        ["to_iso8601"] = "hf_to_iso8601",
        ["to_unixtime"] = "hf_to_unixtime",
        ["transform"] = "list_transform",
        ["truncate"] = "trunc",
        ["week_of_year"] = "week",
        ["year_of_week"] = "isoyear",
        ["yow"] = "isoyear",
    };

    /// <summary>The functions that are made of others, in the order in which a session needs them.</summary>
    public static IReadOnlyList<string> Macros { get; } =
    [
        "CREATE MACRO hf_timestamp(x) AS CAST(CAST(x AS TIMESTAMPTZ) AS TIMESTAMP)",
        "CREATE MACRO hf_date(x) AS CAST(x AS DATE)",
        """
        CREATE MACRO hf_date_add(part, n, x) AS CAST(x AS TIMESTAMP) + CASE lower(part) WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n)
        WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_weeks(CAST(n AS INTEGER))
        WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(n * 3 AS INTEGER)) WHEN 'year' THEN to_years(CAST(n AS INTEGER))
        ELSE error('not a valid unit: ' || part) END
        """,
        "CREATE MACRO hf_at_timezone(x, zone) AS timezone(zone, CAST(x AS TIMESTAMPTZ))",
        "CREATE MACRO hf_from_unixtime(x) AS make_timestamp(CAST(round(x * 1000000) AS BIGINT))",
        "CREATE MACRO hf_to_unixtime(x) AS epoch(CAST(x AS TIMESTAMP))",
        "CREATE MACRO hf_to_iso8601(x) AS strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')",
        "CREATE MACRO hf_json_parse(x) AS CAST(x AS JSON)",
        "CREATE MACRO hf_json_format(x) AS CAST(x AS VARCHAR)",
        "CREATE MACRO hf_json_of(x) AS CASE WHEN json_valid(x) THEN CAST(x AS JSON) END",
        "CREATE MACRO hf_json_extract(x, path) AS json_extract(hf_json_of(x), path)",
        "CREATE MACRO hf_json_extract_scalar(x, path) AS CASE WHEN json_type(hf_json_of(x), path) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(hf_json_of(x), path) END",
        "CREATE MACRO hf_json_array_length(x) AS json_array_length(hf_json_of(x))",
        "CREATE MACRO hf_json_array_contains(x, v) AS list_contains(json_transform(hf_json_of(x), '[\"VARCHAR\"]'), CAST(v AS VARCHAR))",
        "CREATE MACRO hf_array_join(x, d) AS array_to_string(x, d)",
        "CREATE MACRO hf_map_agg(k, v) AS map(list(k), list(v))",
        "CREATE MACRO hf_regexp_replace(x, p) AS regexp_replace(x, p, '', 'g'), (x, p, r) AS regexp_replace(x, p, regexp_replace(r, '\\$(\\d)', '\\\\\\1', 'g'), 'g')",
        "CREATE MACRO hf_slice(x, start, n) AS list_slice(x, start, start + n - 1)",
    ];

    /// <summary>The functions whose arguments decide what becomes of them, as expressions over <c>hf_0</c>, <c>hf_1</c> and so on.</summary>
    public static IReadOnlyDictionary<string, string> Templates { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["element_at"] = "hf_0[hf_1]",
        ["any_match"] = "coalesce(list_aggregate(list_transform(hf_0, hf_1), 'bool_or'), false)",
        ["all_match"] = "coalesce(list_aggregate(list_transform(hf_0, hf_1), 'bool_and'), true)",
        ["none_match"] = "NOT coalesce(list_aggregate(list_transform(hf_0, hf_1), 'bool_or'), false)",
    };

    /// <summary>The functions that take a format, as above; their second argument is a text, in MySQL's words for the parts of a date.</summary>
    public static IReadOnlyDictionary<string, string> Formatting { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["date_format"] = "strftime(CAST(hf_0 AS TIMESTAMP), hf_1)",
        ["date_parse"] = "strptime(hf_0, hf_1)",
    };

    /// <summary>A format of MySQL's as DuckDB writes it.</summary>
    public static string FormatOf(string format)
        => format.Replace("%M", "%B", StringComparison.Ordinal)
            .Replace("%i", "%M", StringComparison.Ordinal)
            .Replace("%s", "%S", StringComparison.Ordinal)
            .Replace("%T", "%H:%M:%S", StringComparison.Ordinal)
            .Replace("%h", "%I", StringComparison.Ordinal)
            .Replace("%W", "%A", StringComparison.Ordinal)
            .Replace("%e", "%-d", StringComparison.Ordinal)
            .Replace("%c", "%-m", StringComparison.Ordinal)
            .Replace("%k", "%-H", StringComparison.Ordinal)
            .Replace("%l", "%-I", StringComparison.Ordinal);

    /// <summary>What DuckDB calls each function that may be called.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = AllNames();

    private static Dictionary<string, string> AllNames()
    {
        var names = new Dictionary<string, string>(s_renamed, StringComparer.Ordinal);
        foreach (var name in Same.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            names.TryAdd(name, name);
        }

        return names;
    }
}
