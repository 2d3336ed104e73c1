namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>The functions that a query may call: those of Trino that DuckDB has under the same or another name, and those that are made of several of its own.</summary>
/// <remarks>What is not in these tables cannot be called, so nothing that reads files, settings or the environment can.</remarks>
internal static class TrinoFunctions
{
    /// <summary>Functions that have the same name and sense in both.</summary>
    private const string Same =
        """
        abs acos array_agg asin atan atan2 avg bit_count bool_and bool_or cbrt ceil ceiling chr coalesce concat_ws corr cos cosh count count_if count_star covar_pop
        covar_samp cume_dist date_part date_trunc day degrees dense_rank exp first_value flatten floor from_base64 hour kurtosis lag last_day last_value lead
        length ln log10 log2 lower lpad ltrim map map_concat map_entries map_from_entries map_keys map_values max max_by median min min_by minute mod mode month nth_value ntile nullif
        percent_rank pi position pow power quarter radians rank regexp_extract_all regr_intercept regr_slope reverse round row row_number rpad rtrim second
        sign sin sinh skewness split sqrt starts_with stddev stddev_pop stddev_samp strpos struct_extract substr substring sum tan tanh timezone to_base64
        to_days to_hours to_minutes to_months to_seconds to_years to_weeks to_milliseconds translate trim trunc typeof unnest upper url_decode url_encode
        var_pop var_samp variance week year list_value any_value histogram string_agg log
        + - * / % ** || ~~ !~~ like_escape not_like_escape
        """;

    private static readonly Dictionary<string, string> s_renamed = new(StringComparer.Ordinal)
    {
        ["approx_distinct"] = "approx_count_distinct",
        ["approx_percentile"] = "approx_quantile",
        ["arbitrary"] = "any_value",
        ["array_distinct"] = "list_distinct",
        ["array_except"] = "hf_array_except",
        ["array_first"] = "hf_array_first",
        ["array_intersect"] = "list_intersect",
        ["array_join"] = "hf_array_join",
        ["array_last"] = "hf_array_last",
        ["array_max"] = "list_max",
        ["array_min"] = "list_min",
        ["array_position"] = "hf_array_position",
        ["array_remove"] = "hf_array_remove",
        ["array_sort"] = "list_sort",
        ["array_union"] = "hf_array_union",
        ["arrays_overlap"] = "list_has_any",
        ["at_timezone"] = "hf_at_timezone",
        ["bitwise_and"] = "hf_bitwise_and",
        ["bitwise_and_agg"] = "bit_and",
        ["bitwise_or"] = "hf_bitwise_or",
        ["bitwise_or_agg"] = "bit_or",
        ["bitwise_xor"] = "hf_bitwise_xor",
        ["codepoint"] = "unicode",
        ["contains"] = "list_contains",
        ["date"] = "hf_date",
        ["date_diff"] = "date_sub",
        ["day_of_month"] = "day",
        ["day_of_week"] = "isodow",
        ["day_of_year"] = "dayofyear",
        ["dow"] = "isodow",
        ["doy"] = "dayofyear",
        ["e"] = "hf_e",
        ["every"] = "bool_and",
        ["filter"] = "list_filter",
        ["format"] = "printf",
        ["from_hex"] = "unhex",
        ["from_iso8601_date"] = "hf_date",
        ["from_iso8601_timestamp"] = "hf_timestamp",
        ["from_unixtime"] = "hf_from_unixtime",
        ["from_utf8"] = "hf_from_utf8",
        ["geometric_mean"] = "hf_geometric_mean",
        ["hamming_distance"] = "hamming",
        ["is_finite"] = "isfinite",
        ["is_infinite"] = "isinf",
        ["is_json_scalar"] = "hf_is_json_scalar",
        ["is_nan"] = "isnan",
        ["json_array_contains"] = "hf_json_array_contains",
        ["json_array_get"] = "hf_json_array_get",
        ["json_array_length"] = "hf_json_array_length",
        ["json_extract"] = "hf_json_extract",
        ["json_extract_scalar"] = "hf_json_extract_scalar",
        ["json_format"] = "hf_json_format",
        ["json_parse"] = "hf_json_parse",
        ["json_size"] = "hf_json_size",
        ["last_day_of_month"] = "last_day",
        ["levenshtein_distance"] = "levenshtein",
        ["map_agg"] = "hf_map_agg",
        ["md5"] = "hf_md5",
        ["millisecond"] = "hf_millisecond",
        ["normalize"] = "nfc_normalize",
        ["regexp_count"] = "hf_regexp_count",
        ["regexp_extract"] = "hf_regexp_extract",
        ["regexp_like"] = "regexp_matches",
        ["regexp_replace"] = "hf_regexp_replace",
        ["regexp_split"] = "string_split_regex",
        ["replace"] = "hf_replace",
        ["set_agg"] = "hf_set_agg",
        ["sha1"] = "hf_sha1",
        ["sha256"] = "hf_sha256",
        ["slice"] = "hf_slice",
        ["split_part"] = "hf_split_part",
        ["split_to_map"] = "hf_split_to_map",
        ["to_hex"] = "hf_to_hex",
        ["to_iso8601"] = "hf_to_iso8601",
        ["to_unixtime"] = "hf_to_unixtime",
        ["to_utf8"] = "hf_to_utf8",
        ["transform"] = "list_transform",
        ["truncate"] = "trunc",
        ["url_extract_fragment"] = "hf_url_fragment",
        ["url_extract_host"] = "hf_url_host",
        ["url_extract_parameter"] = "hf_url_parameter",
        ["url_extract_path"] = "hf_url_path",
        ["url_extract_port"] = "hf_url_port",
        ["url_extract_protocol"] = "hf_url_protocol",
        ["url_extract_query"] = "hf_url_query",
        ["week_of_year"] = "week",
        ["year_of_week"] = "isoyear",
        ["yow"] = "isoyear",
        ["zip"] = "list_zip",
    };

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
