using System.Text.Json;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Compares two canonical values.</summary>
internal static class Difference
{
    /// <summary>Says where two values part; null when they do not.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="emptyIsNone">Whether the protocol cannot tell an empty list, map or structure from none.</param>
    /// <param name="path">Where the values stand.</param>
    public static string? Of(JsonElement expected, JsonElement actual, bool emptyIsNone, string path = "")
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            return expected.EnumerateObject().Concat(actual.EnumerateObject())
                .Select(property => property.Name)
                .Distinct(StringComparer.Ordinal)
                .Select(name => OfMember(expected, actual, name, emptyIsNone, path))
                .FirstOrDefault(difference => difference is not null);
        }

        if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == actual.GetArrayLength())
        {
            return expected.EnumerateArray().Zip(actual.EnumerateArray())
                .Select((pair, index) => Of(pair.First, pair.Second, emptyIsNone, $"{path}[{index}]"))
                .FirstOrDefault(difference => difference is not null);
        }

        return AreEqual(expected, actual) ? null : $"{path}: {Text(actual)}, not {Text(expected)}";
    }

    private static string? OfMember(JsonElement expected, JsonElement actual, string name, bool emptyIsNone, string path)
    {
        var hasOne = expected.TryGetProperty(name, out var one);
        var hasOther = actual.TryGetProperty(name, out var other);
        if (hasOne != hasOther)
        {
            return emptyIsNone && IsEmpty(hasOne ? one : other)
                ? null
                : $"{path}.{name}: {(hasOther ? Text(other) : "nothing")}, not {(hasOne ? Text(one) : "nothing")}";
        }

        return Of(one, other, emptyIsNone, $"{path}.{name}");
    }

    private static bool AreEqual(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return false;
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Number => expected.TryGetDecimal(out var one) && actual.TryGetDecimal(out var other)
                ? one == other
                : expected.GetDouble().Equals(actual.GetDouble()),
            JsonValueKind.String => expected.GetString() == actual.GetString(),
            JsonValueKind.Object or JsonValueKind.Array => false,
            _ => true,
        };
    }

    private static bool IsEmpty(JsonElement value)
        => (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(property => IsEmpty(property.Value)));

    private static string Text(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 200 ? text : text[..200];
    }
}
