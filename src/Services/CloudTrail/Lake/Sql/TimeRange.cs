using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>A stretch of time outside of which a query needs no event of a store: files that do not meet it are not read, and not counted as read.</summary>
/// <remarks>
/// Only what can be told surely narrows it: a condition on <c>eventTime</c> that a SELECT from one store puts on every row, against an instant that is written out.
/// </remarks>
/// <param name="From">The first instant.</param>
/// <param name="To">The last one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    private const string Column = "eventtime";

    private static readonly string[] s_forms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>All of time.</summary>
    public static TimeRange All { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The ranges of the stores that a query reads, by their ids.</summary>
    /// <param name="tree">The query, as it runs.</param>
    public static IReadOnlyDictionary<string, TimeRange> Of(JsonNode tree)
    {
        var ranges = new Dictionary<string, TimeRange>(StringComparer.Ordinal);
        Collect(tree, ranges);
        return ranges;
    }

    private static void Collect(JsonNode? node, Dictionary<string, TimeRange> ranges)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Collect(item, ranges);
            }
        }
        else if (node is JsonObject parts)
        {
            var isAlone = TypeOf(parts) == "SELECT_NODE" && TypeOf(parts["from_table"]) == "BASE_TABLE";
            if (isAlone)
            {
                Add(ranges, parts["from_table"]!, Narrowed(All, parts["where_clause"], parts["from_table"]!));
            }
            else if (TypeOf(parts) == "BASE_TABLE")
            {
                Add(ranges, parts, All);
            }

            foreach (var (name, part) in parts)
            {
                Collect(isAlone && name == "from_table" ? null : part, ranges);
            }
        }
    }

    private static void Add(Dictionary<string, TimeRange> ranges, JsonNode table, TimeRange range)
    {
        var store = (string)table["table_name"]!;
        ranges[store] = ranges.TryGetValue(store, out var other)
            ? new(other.From < range.From ? other.From : range.From, other.To > range.To ? other.To : range.To)
            : range;
    }

    private static TimeRange Narrowed(TimeRange range, JsonNode? condition, JsonNode table)
    {
        switch (TypeOf(condition))
        {
            case "CONJUNCTION_AND":
                return condition!["children"]!.AsArray().Aggregate(range, (narrowed, child) => Narrowed(narrowed, child, table));
            case "COMPARE_BETWEEN" when IsTime(condition!["input"], table):
                return range.Above(InstantOf(condition["lower"])).Below(InstantOf(condition["upper"]));
            case "COMPARE_GREATERTHAN" or "COMPARE_GREATERTHANOREQUALTO":
                return IsTime(condition!["left"], table) ? range.Above(InstantOf(condition["right"])) : IsTime(condition["right"], table) ? range.Below(InstantOf(condition["left"])) : range;
            case "COMPARE_LESSTHAN" or "COMPARE_LESSTHANOREQUALTO":
                return IsTime(condition!["left"], table) ? range.Below(InstantOf(condition["right"])) : IsTime(condition["right"], table) ? range.Above(InstantOf(condition["left"])) : range;
            default:
                return range;
        }
    }

    private TimeRange Above(DateTimeOffset? instant) => instant > From ? this with { From = instant.Value } : this;

    private TimeRange Below(DateTimeOffset? instant) => instant < To ? this with { To = instant.Value } : this;

    private static bool IsTime(JsonNode? node, JsonNode table) => node?["column_names"] is JsonArray names && names.Select(static name => (string)name!).ToList() switch
    {
        [Column] => true,
        [var owner, Column] => owner.Equals((string?)table["alias"] is { Length: > 0 } alias ? alias : (string)table["table_name"]!, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static DateTimeOffset? InstantOf(JsonNode? node)
    {
        var constant = (string?)node?["class"] == "CAST" && (string?)node["cast_type"]?["id"] is "TIMESTAMP" or "DATE" ? node["child"] : node;
        return constant?["value"]?["value"] is JsonValue value && value.TryGetValue<string>(out var text)
            && DateTimeOffset.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                ? instant
                : null;
    }

    private static string? TypeOf(JsonNode? node) => node is JsonObject parts && parts["type"] is JsonValue value && value.TryGetValue<string>(out var type) ? type : null;
}
