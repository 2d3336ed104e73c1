namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>The functions of Trino's that are made of DuckDB's, as macros that every session of a query has.</summary>
/// <remarks>
/// A macro names each of its parameters once wherever it can: a parameter is an expression, and one that stood there twice would double with each call
/// inside another. A list of one element, mapped, holds what is needed twice.
/// </remarks>
internal static class TrinoMacros
{
    /// <summary>The statements that make them, in the order in which a session needs them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Time(),
        .. Json(),
        .. Lists(),
        .. Texts(),
    ];

    private static string[] Time() =>
    [
        "CREATE MACRO hf_timestamp(x) AS CAST(CAST(x AS TIMESTAMPTZ) AS TIMESTAMP)",
        "CREATE MACRO hf_date(x) AS CAST(x AS DATE)",
        "CREATE MACRO hf_at_timezone(x, zone) AS timezone(zone, CAST(x AS TIMESTAMPTZ))",
        "CREATE MACRO hf_from_unixtime(x) AS make_timestamp(CAST(round(x * 1000000) AS BIGINT))",
        "CREATE MACRO hf_to_unixtime(x) AS epoch(CAST(x AS TIMESTAMP))",
        "CREATE MACRO hf_to_iso8601(x) AS strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')",
        "CREATE MACRO hf_millisecond(x) AS millisecond(x) % 1000",
    ];

    private static string[] Json() =>
    [
        "CREATE MACRO hf_json_parse(x) AS CAST(x AS JSON)",
        "CREATE MACRO hf_json_format(x) AS CAST(x AS VARCHAR)",
        "CREATE MACRO hf_json_text(x) AS json_extract_string(x, '$')",
        "CREATE MACRO hf_json_extract(x, path) AS json_extract(TRY_CAST(x AS JSON), path)",
        "CREATE MACRO hf_json_extract_scalar(x, path) AS json_extract_string(json_value(TRY_CAST(x AS JSON), path), '$')",
        "CREATE MACRO hf_json_array_length(x) AS json_array_length(TRY_CAST(x AS JSON))",
        "CREATE MACRO hf_json_array_get(x, n) AS list_transform([CAST(n AS BIGINT)], lambda i: TRY_CAST(TRY_CAST(x AS JSON) AS JSON[])[CASE WHEN i < 0 THEN i ELSE i + 1 END])[1]",
        "CREATE MACRO hf_json_array_contains(x, v) AS list_contains(json_transform(TRY_CAST(x AS JSON), '[\"VARCHAR\"]'), CAST(v AS VARCHAR))",
        """
        CREATE MACRO hf_json_size(x, path) AS list_transform([json_extract(TRY_CAST(x AS JSON), path)], lambda j: CASE json_type(j)
        WHEN 'OBJECT' THEN len(json_keys(j)) WHEN 'ARRAY' THEN json_array_length(j) WHEN NULL THEN NULL ELSE 0 END)[1]
        """,
        "CREATE MACRO hf_is_json_scalar(x) AS json_type(TRY_CAST(x AS JSON)) NOT IN ('OBJECT', 'ARRAY')",
    ];

    private static string[] Lists() =>
    [
        """
        CREATE MACRO hf_cardinality(x) AS list_transform([to_json(x)], lambda j: CASE json_type(j)
        WHEN 'OBJECT' THEN len(json_keys(j)) WHEN 'ARRAY' THEN json_array_length(j) END)[1]
        """,
        "CREATE MACRO hf_array_join(x, d) AS array_to_string(x, d), (x, d, n) AS array_to_string(list_transform(x, lambda e: coalesce(CAST(e AS VARCHAR), n)), d)",
        "CREATE MACRO hf_array_position(x, v) AS coalesce(list_position(x, v), 0)",
        "CREATE MACRO hf_array_except(x, y) AS list_filter(list_distinct(x), lambda e: NOT list_contains(y, e))",
        "CREATE MACRO hf_array_union(x, y) AS list_distinct(list_concat(x, y))",
        "CREATE MACRO hf_array_remove(x, v) AS list_filter(x, lambda e: e <> v)",
        "CREATE MACRO hf_array_first(x) AS x[1]",
        "CREATE MACRO hf_array_last(x) AS x[-1]",
        "CREATE MACRO hf_slice(x, start, n) AS list_transform([start], lambda s: list_slice(x, s, s + n - 1))[1]",
        "CREATE MACRO hf_map_agg(k, v) AS map(list(k), list(v))",
        """
        CREATE MACRO hf_split_to_map(x, d, e) AS map_from_entries(list_transform(list_transform(string_split(x, d), lambda part: string_split(part, e)),
        lambda pair: {'key': pair[1], 'value': pair[2]}))
        """,
        "CREATE MACRO hf_greatest(x) AS list_transform([x], lambda v: CASE WHEN list_count(v) = len(v) THEN list_max(v) END)[1]",
        "CREATE MACRO hf_least(x) AS list_transform([x], lambda v: CASE WHEN list_count(v) = len(v) THEN list_min(v) END)[1]",
        "CREATE MACRO hf_geometric_mean(x) AS exp(avg(ln(x)))",
        "CREATE MACRO hf_set_agg(x) AS list(DISTINCT x)",
    ];

    private static string[] Texts() =>
    [
        "CREATE MACRO hf_replace(x, a) AS replace(x, a, ''), (x, a, b) AS replace(x, a, b)",
        "CREATE MACRO hf_regexp_replace(x, p) AS regexp_replace(x, p, '', 'g'), (x, p, r) AS regexp_replace(x, p, regexp_replace(r, '\\$(\\d)', '\\\\\\1', 'g'), 'g')",
        "CREATE MACRO hf_regexp_extract(x, p) AS regexp_extract_all(x, p)[1], (x, p, g) AS regexp_extract_all(x, p, g)[1]",
        "CREATE MACRO hf_regexp_count(x, p) AS len(regexp_extract_all(x, p))",
        "CREATE MACRO hf_split_part(x, d, n) AS string_split(x, d)[n]",
        "CREATE MACRO hf_to_utf8(x) AS encode(x)",
        "CREATE MACRO hf_from_utf8(x) AS decode(x)",
        "CREATE MACRO hf_to_hex(x) AS hex(CAST(x AS BLOB))",
        "CREATE MACRO hf_sha1(x) AS unhex(sha1(x))",
        "CREATE MACRO hf_sha256(x) AS unhex(sha256(x))",
        "CREATE MACRO hf_md5(x) AS unhex(md5(x))",
        "CREATE MACRO hf_e() AS exp(1)",
        "CREATE MACRO hf_bitwise_and(x, y) AS x & y",
        "CREATE MACRO hf_bitwise_or(x, y) AS x | y",
        "CREATE MACRO hf_bitwise_xor(x, y) AS xor(x, y)",
        "CREATE MACRO hf_url_protocol(x) AS nullif(regexp_extract(x, '^([A-Za-z][A-Za-z0-9+.-]*):', 1), '')",
        "CREATE MACRO hf_url_host(x) AS nullif(regexp_extract(x, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]*)', 1), '')",
        "CREATE MACRO hf_url_port(x) AS TRY_CAST(regexp_extract(x, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*:([0-9]+)', 1) AS BIGINT)",
        "CREATE MACRO hf_url_path(x) AS regexp_extract(x, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*([^?#]*)', 1)",
        "CREATE MACRO hf_url_query(x) AS nullif(regexp_extract(x, '[?]([^#]*)', 1), '')",
        "CREATE MACRO hf_url_fragment(x) AS nullif(regexp_extract(x, '#(.*)$', 1), '')",
        "CREATE MACRO hf_url_parameter(x, name) AS list_transform(list_filter(string_split(regexp_extract(x, '[?]([^#]*)', 1), '&'), lambda p: string_split(p, '=')[1] = name), lambda p: url_decode(string_split(p, '=')[2]))[1]",
    ];
}
