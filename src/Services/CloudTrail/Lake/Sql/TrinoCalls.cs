using System.Text.Json.Nodes;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>The calls whose arguments decide what becomes of them: gives each as an expression over <c>hf_0</c>, <c>hf_1</c> and so on, which stand for its arguments.</summary>
internal static class TrinoCalls
{
    private static readonly Dictionary<string, string> s_templates = new(StringComparer.Ordinal)
    {
        ["element_at"] = "hf_0[hf_1]",
        ["any_match"] = "coalesce(list_aggregate(list_transform(hf_0, hf_1), 'bool_or'), false)",
        ["all_match"] = "coalesce(list_aggregate(list_transform(hf_0, hf_1), 'bool_and'), true)",
        ["none_match"] = "NOT coalesce(list_aggregate(list_transform(hf_0, hf_1), 'bool_or'), false)",
        ["reduce"] = "list_transform([list_reduce(hf_0, hf_2, hf_1)], hf_3)[1]",
    };

    // Those that take a format, which stands second, and what writes the format in DuckDB's words.
    private static readonly Dictionary<string, (string Template, Func<string, string> FormatOf)> s_formatting = new(StringComparer.Ordinal)
    {
        ["date_format"] = ("strftime(CAST(hf_0 AS TIMESTAMP), hf_1)", DateFormats.OfMySql),
        ["date_parse"] = ("strptime(hf_0, hf_1)", DateFormats.OfMySql),
        ["format_datetime"] = ("strftime(CAST(hf_0 AS TIMESTAMP), hf_1)", DateFormats.OfJoda),
        ["parse_datetime"] = ("strptime(hf_0, hf_1)", DateFormats.OfJoda),
    };

    private static readonly Dictionary<string, string> s_units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["millisecond"] = "to_milliseconds(hf_1)",
        ["second"] = "to_seconds(hf_1)",
        ["minute"] = "to_minutes(hf_1)",
        ["hour"] = "to_hours(hf_1)",
        ["day"] = "to_days(CAST(hf_1 AS INTEGER))",
        ["week"] = "to_weeks(CAST(hf_1 AS INTEGER))",
        ["month"] = "to_months(CAST(hf_1 AS INTEGER))",
        ["quarter"] = "to_months(CAST(hf_1 * 3 AS INTEGER))",
        ["year"] = "to_years(CAST(hf_1 AS INTEGER))",
    };

    private static readonly string[] s_mapColumns =
        ["requestparameters", "responseelements", "additionaleventdata", "serviceeventdetails", "addendum", "edgedevicedetails", "insightdetails"];

    private static readonly string[] s_maps =
        ["map", "map_agg", "map_concat", "map_filter", "map_from_entries", "histogram", "split_to_map"];

    private static readonly string[] s_lists =
    [
        "array_agg", "array_distinct", "array_except", "array_intersect", "array_remove", "array_sort", "array_union", "filter", "flatten", "list_value", "map_entries",
        "map_keys", "map_values", "regexp_extract_all", "regexp_split", "set_agg", "slice", "split", "transform", "zip",
    ];

    private static readonly string[] s_jsons = ["json_extract", "json_parse", "json_array_get"];

    /// <summary>Gives a call as an expression, and the arguments that go into it.</summary>
    /// <returns>Null when the call is one of the plain ones, of <see cref="TrinoFunctions.Names"/>.</returns>
    /// <exception cref="InvalidQueryStatementException">An argument must be another.</exception>
    public static (string Template, JsonArray Arguments)? Of(string name, JsonArray arguments)
    {
        if (s_templates.TryGetValue(name, out var template))
        {
            return (template, arguments);
        }

        if (s_formatting.TryGetValue(name, out var formatting))
        {
            return (formatting.Template, WithText(name, arguments, formatting.FormatOf));
        }

        return name switch
        {
            "concat" when arguments.Count > 1 => (string.Join(" || ", Enumerable.Range(0, arguments.Count).Select(static number => $"hf_{number}")), arguments),
            "greatest" or "least" when arguments.Count > 0 => ($"hf_{name}([{string.Join(", ", Enumerable.Range(0, arguments.Count).Select(static number => $"hf_{number}"))}])", arguments),
            "date_add" => (DateAdd(arguments), arguments),
            "cardinality" => (IsMap(arguments.FirstOrDefault()) ? "cardinality(hf_0)" : IsList(arguments.FirstOrDefault()) ? "len(hf_0)" : "hf_cardinality(hf_0)", arguments),
            "json_extract" or "json_extract_scalar" or "json_size" when arguments is [_, var path] && TextOf(path) is not null => ($"hf_{name}(hf_0, hf_1)", WithText(name, arguments, JsonPath.Of)),
            "map_filter" => ("map_from_entries(list_filter(map_entries(hf_0), hf_1))", OverEntries(name, arguments)),
            _ => null,
        };
    }

    /// <summary>Whether an expression is surely a map.</summary>
    public static bool IsMap(JsonNode? argument)
        => argument?["column_names"] is JsonArray { Count: > 0 } names ? s_mapColumns.Contains((string)names[^1]!, StringComparer.OrdinalIgnoreCase)
            : (string?)argument?["class"] == "CAST" ? (string?)argument["cast_type"]?["id"] == "MAP"
            : IsCallOf(argument, s_maps);

    /// <summary>Whether an expression is surely JSON.</summary>
    public static bool IsJson(JsonNode? argument) => IsCallOf(argument, s_jsons);

    private static bool IsList(JsonNode? argument)
        => argument?["column_names"] is JsonArray { Count: > 0 } names ? "resources".Equals((string)names[^1]!, StringComparison.OrdinalIgnoreCase)
            : (string?)argument?["class"] == "CAST" ? (string?)argument["cast_type"]?["id"] == "LIST"
            : IsCallOf(argument, s_lists);

    private static bool IsCallOf(JsonNode? argument, string[] names)
        => (string?)argument?["class"] == "FUNCTION" && names.Contains((string)argument["function_name"]!, StringComparer.OrdinalIgnoreCase);

    private static string DateAdd(JsonArray arguments)
        => arguments is not [var unit, _, _] || TextOf(unit) is not { } text ? throw QueryTranslator.Invalid("The unit of 'date_add' must be a text.")
            : s_units.TryGetValue(text, out var step) ? $"CAST(hf_2 AS TIMESTAMP) + {step}"
            : throw QueryTranslator.Invalid($"'{text}' is not a valid TIMESTAMP field");

    // The engine takes formats and paths that are there before it runs, in its own words.
    private static JsonArray WithText(string name, JsonArray arguments, Func<string, string> change)
    {
        if (arguments is not [_, var second] || TextOf(second) is not { } given)
        {
            throw QueryTranslator.Invalid($"The second argument of '{name}' must be a text.");
        }

        var copy = second!.DeepClone();
        copy["value"]!["value"] = change(given);
        return [arguments[0]!.DeepClone(), copy];
    }

    private static string? TextOf(JsonNode? argument)
        => argument?["value"]?["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // A function of a key and a value becomes one of an entry: (k, v) -> f(k, v) is made e -> f(e.key, e.value).
    private static JsonArray OverEntries(string name, JsonArray arguments)
    {
        if (arguments is not [var map, JsonObject function] || (string?)function["class"] != "LAMBDA"
            || function["lhs"]?["children"] is not JsonArray { Count: 2 } parameters
            || ParameterOf(parameters[0]) is not { } key || ParameterOf(parameters[1]) is not { } value)
        {
            throw QueryTranslator.Invalid($"'{name}' takes a map and a function of a key and a value.");
        }

        var entry = $"hf_e_{key}";
        var changed = function.DeepClone().AsObject();
        changed["lhs"] = Column(entry);
        changed["expr"] = Renamed(function["expr"], key, value, entry);
        return [map!.DeepClone(), (JsonNode)changed];
    }

    private static string? ParameterOf(JsonNode? parameter) => parameter?["column_names"] is JsonArray { Count: 1 } names ? (string?)names[0] : null;

    private static JsonNode? Renamed(JsonNode? node, string key, string value, string entry) => node switch
    {
        JsonObject parts when parts["column_names"] is JsonArray { Count: > 0 } names && Same((string)names[0]!, key) => Column([entry, "key", .. Rest(names)], parts),
        JsonObject parts when parts["column_names"] is JsonArray { Count: > 0 } names && Same((string)names[0]!, value) => Column([entry, "value", .. Rest(names)], parts),
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, Renamed(part.Value, key, value, entry)))),
        JsonArray items => new JsonArray([.. items.Select(item => Renamed(item, key, value, entry))]),
        null => null,
        _ => node.DeepClone(),
    };

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Rest(JsonArray names) => names.Skip(1).Select(static name => (string)name!);

    private static JsonObject Column(params string[] names) => Column(names, like: null);

    private static JsonObject Column(string[] names, JsonObject? like) => new()
    {
        ["class"] = "COLUMN_REF",
        ["type"] = "COLUMN_REF",
        ["alias"] = (string?)like?["alias"] ?? "",
        ["query_location"] = 0,
        ["column_names"] = new JsonArray([.. names.Select(static name => (JsonNode)name)]),
    };
}
