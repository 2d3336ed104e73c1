using System.Text.Json;
using System.Text.RegularExpressions;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>Compares records with published ones: every field and its kind, and its value or the form of it.</summary>
internal static partial class RecordForm
{
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["time"] = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
        ["words"] = @"[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M",
        ["words,"] = @"[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M",
        ["guid"] = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        ["AKIA"] = "AKIA[A-Z0-9]{16}",
        ["ASIA"] = "ASIA[A-Z0-9]{16}",
        ["AIDA"] = "AIDA[A-Z0-9]{17}",
        ["AROA"] = "AROA[A-Z0-9]{17}",
        ["key arn"] = "arn:aws:kms:us-east-1:000000000000:key/[0-9a-f-]{36}",
        ["provider"] = @"arn:aws:iam::000000000000:oidc-provider/localhost:\d+",
        ["suite"] = "TLS_[A-Z0-9_]+",
        ["host"] = @"localhost:\d+",
        ["hash"] = "[0-9a-f]{64}",
        ["text"] = ".+",
    };

    /// <summary>The type of a record's identity; null for what has none.</summary>
    public static string? TypeOf(JsonElement record)
        => record.GetProperty("userIdentity").TryGetProperty("type", out var type) ? type.GetString() : null;

    /// <summary>Says all that differs.</summary>
    public static IReadOnlyList<string> Compare(JsonElement written, JsonElement published, string at = "") => (written.ValueKind, published.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => CompareMembers(written, published, at.Length == 0 ? "" : at + "."),
        (JsonValueKind.Array, JsonValueKind.Array) when written.GetArrayLength() != published.GetArrayLength() =>
            [$"{at} has {written.GetArrayLength()} elements, published {published.GetArrayLength()}"],
        (JsonValueKind.Array, JsonValueKind.Array) =>
            [.. written.EnumerateArray().Zip(published.EnumerateArray()).SelectMany((pair, i) => Compare(pair.First, pair.Second, $"{at}[{i}]"))],
        _ => IsOfForm(written, published) ? [] : [$"{at} is {written.GetRawText()}, published {published.GetRawText()}"],
    };

    private static List<string> CompareMembers(JsonElement written, JsonElement published, string prefix)
    {
        var faults = new List<string>();
        foreach (var member in published.EnumerateObject())
        {
            if (written.TryGetProperty(member.Name, out var value))
            {
                faults.AddRange(Compare(value, member.Value, prefix + member.Name));
            }
            else
            {
                faults.Add($"{prefix}{member.Name} is missing");
            }
        }

        faults.AddRange(written.EnumerateObject().Where(member => !published.TryGetProperty(member.Name, out _)).Select(member => $"{prefix}{member.Name} is not published"));
        return faults;
    }

    private static bool IsOfForm(JsonElement written, JsonElement published)
    {
        if (published is { ValueKind: JsonValueKind.String } && published.GetString() == "<number>")
        {
            return written.ValueKind == JsonValueKind.Number;
        }

        if (written.ValueKind != published.ValueKind)
        {
            return false;
        }

        return written.ValueKind == JsonValueKind.String && Placeholder().IsMatch(published.GetString()!)
            ? new Regex($"^{Pattern(published.GetString()!)}$", RegexOptions.None, TimeSpan.FromSeconds(1)).IsMatch(written.GetString()!)
            : written.GetRawText() == published.GetRawText();
    }

    private static string Pattern(string published)
        => Placeholder().Replace(Regex.Escape(published).Replace("\\ ", " ", StringComparison.Ordinal), static form => Forms[form.Groups["form"].Value]);

    [GeneratedRegex("<(?<form>[^>]+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
