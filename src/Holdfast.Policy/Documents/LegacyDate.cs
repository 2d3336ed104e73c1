using System.Globalization;

namespace Holdfast.Policy.Documents;

/// <summary>
/// The dates that IAM takes in a document: more than it can ever match, such as a year alone or one before Christ.
/// </summary>
internal static class LegacyDate
{
    public static bool IsAccepted(string text)
    {
        // Everything with a dash or a T is read as ISO 8601, anything else as seconds since 1970.
        if (!text.Contains('-', StringComparison.Ordinal) && !text.Contains('t', StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        }

        var lower = text.ToLowerInvariant();
        var t = lower.IndexOf('t', StringComparison.Ordinal);
        return IsDay(t < 0 ? lower : lower[..t]) && (t < 0 || IsTime(lower[(t + 1)..]));
    }

    private static bool IsDay(string text)
    {
        var negative = text.StartsWith('-');
        var parts = (negative ? text[1..] : text).Split('-');
        return parts.Length <= 3
            && IsBetween(parts[0], 0, negative ? 292275054 : 292278993)
            && (parts.Length < 2 || IsBetween(parts[1], 1, 12))
            && (parts.Length < 3 || IsBetween(parts[2], 1, 31));
    }

    private static bool IsTime(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        var zone = text.AsSpan().IndexOfAny('z', '+', '-');
        var parts = (zone < 0 ? text : text[..zone]).Split(':');
        return parts.Length <= 3
            && (zone < 0 || IsZone(text[zone..]))
            && IsBetween(parts[0], 0, 23)
            && (parts.Length < 2 || IsBetween(parts[1], 0, 59))
            && (parts.Length < 3 || IsSecond(parts[2]));
    }

    private static bool IsSecond(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? IsBetween(text, 0, 59)
            : IsBetween(text[..dot], 0, 59) && IsBetween(text[(dot + 1)..], 0, 999_999_999);
    }

    private static bool IsZone(string text)
    {
        if (text == "z")
        {
            return true;
        }

        var parts = text[1..].Split(':');
        return text[0] != 'z'
            && parts.Length <= 2
            && parts[0].Length == 2 && IsBetween(parts[0], 0, 23)
            && (parts.Length < 2 || (parts[1].Length == 2 && IsBetween(parts[1], 0, 59)));
    }

    private static bool IsBetween(string text, int low, int high) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= low && number <= high;
}
