using System.Text;
using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Reads one operation, and writes its row of the name table.</summary>
internal static class OperationParser
{
    /// <summary>What an overlay may say of an operation; the first ten are the overlay's own, the others replace the model's.</summary>
    public static readonly string[] Keys =
    [
        "action", "unlisted", "readOnly", "unrecorded", "dataEvent", "recordsResponse", "recordOmit", "eventName", "bodyBytesMax", "excepted",
        "http", "input", "output", "errors", "authtype", "endpoint", "httpChecksum",
    ];

    /// <summary>How the names begin of operations that change nothing, as CloudTrail records them.</summary>
    private static readonly string[] ReadOnlyPrefixes = ["Describe", "Get", "Head", "List", "Lookup", "Search", "Simulate"];

    public static OperationSpec Parse(string name, JsonNode operation, string actionPrefix, bool speaksQuery)
        => new()
        {
            Name = name,
            Input = operation["input"]?.String("shape"),
            Output = operation["output"]?.String("shape"),
            Errors = operation.Strings("errors")
                .Distinct(StringComparer.Ordinal)
                .OrderBy(static error => error, StringComparer.Ordinal)
                .ToEquatable(),
            Action = ActionOf(name, operation, actionPrefix),
            IsUnlisted = !string.IsNullOrWhiteSpace(operation.String("unlisted")),
            Row = Row(name, operation, actionPrefix, speaksQuery),
        };

    /// <summary>Writes the row that <c>Holdfast.Protocols.Models.OperationTable</c> reads: what equals the default is left out.</summary>
    private static string Row(string name, JsonNode operation, string actionPrefix, bool speaksQuery)
    {
        var row = new StringBuilder(name);
        var http = operation["http"];
        var input = operation["input"];
        var output = operation["output"];
        Add("method", http?.String("method"), "POST");
        Add("uri", http?.String("requestUri"), "/");
        Add("status", http?.Number("responseCode"), "200");
        Add("host", operation["endpoint"]?.String("hostPrefix"), null);
        Add("input", input?.String("locationName"), null);
        Add("inputNamespace", input?["xmlNamespace"]?.String("uri"), null);
        Add("output", output?.String("locationName"), null);
        if (speaksQuery && output is not null)
        {
            var wrapper = output.String("resultWrapper") ?? name + "Result";
            row.Append(wrapper == name + "Result" ? " wrapped" : " wrapper=" + wrapper);
        }

        Add("action", ActionOf(name, operation, actionPrefix), actionPrefix + ":" + name);
        Flag("unsigned", operation.String("authtype") == "none");
        Flag("readonly", IsReadOnly(name, operation));
        Flag("unrecorded", operation.Bool("unrecorded"));
        Flag("data", operation.Bool("dataEvent"));
        Flag("responds", operation.Bool("recordsResponse"));
        Flag("checksum", operation["httpChecksum"]?.Bool("requestChecksumRequired") == true);
        Add("event", operation.String("eventName"), name);
        Add("omit", string.Join(",", operation.Strings("recordOmit")), "");
        Add("body", operation.Number("bodyBytesMax"), null);
        return row.ToString();

        void Add(string key, string? value, string? otherwise)
        {
            if (value is not null && value != otherwise)
            {
                row.Append(' ').Append(key).Append('=').Append(value);
            }
        }

        void Flag(string flag, bool isSet)
        {
            if (isSet)
            {
                row.Append(' ').Append(flag);
            }
        }
    }

    private static string ActionOf(string name, JsonNode operation, string actionPrefix)
        => operation.String("action") ?? actionPrefix + ":" + name;

    private static bool IsReadOnly(string name, JsonNode operation)
        => operation["readOnly"]?.Scalar as bool?
            ?? (operation.Bool("readonly") || ReadOnlyPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
}
