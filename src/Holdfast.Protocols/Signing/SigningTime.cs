using System.Globalization;

namespace Holdfast.Protocols.Signing;

/// <summary>ISO 8601's basic format, <c>yyyyMMddTHHmmssZ</c>, in which signatures state time.</summary>
internal static class SigningTime
{
    public const int Length = 16;

    /// <summary>HTTP's format, and the older one with an offset, which some clients of S3 write.</summary>
    private static readonly string[] DateFormats = ["dd MMM yyyy HH:mm:ss 'GMT'", "d MMM yyyy HH:mm:ss zzz"];

    private const int DayOfWeekLength = 5;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != Length || text[8] != 'T' || text[15] != 'Z'
            || !TryNumber(text[..4], out var year) || !TryNumber(text[4..6], out var month)
            || !TryNumber(text[6..8], out var day) || !TryNumber(text[9..11], out var hour)
            || !TryNumber(text[11..13], out var minute) || !TryNumber(text[13..15], out var second))
        {
            return false;
        }

        // Two days away from the ends of the calendar, so that skew and expiry can be added without overflow.
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads a <c>Date</c> header, which may be in HTTP's own format or in the basic one.</summary>
    public static bool TryParseDateHeader(ReadOnlySpan<char> text, out DateTimeOffset time) =>
        TryParse(text, out time)
        || (DateTimeOffset.TryParseExact(
                WithoutDayOfWeek(text), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            && time.Year >= 1970 && time < DateTimeOffset.MaxValue.AddDays(-2));

    // The day of the week adds nothing, and may be wrong.
    private static ReadOnlySpan<char> WithoutDayOfWeek(ReadOnlySpan<char> text)
        => text.Length > DayOfWeekLength && text[DayOfWeekLength - 2] == ',' && text[DayOfWeekLength - 1] == ' ' ? text[DayOfWeekLength..] : text;

    public static void Format(DateTimeOffset time, Span<char> output) =>
        time.UtcDateTime.TryFormat(output, out _, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a scope's day is the day of <paramref name="time"/>.</summary>
    public static bool IsDayOf(ReadOnlySpan<char> day, DateTimeOffset time)
    {
        Span<char> expected = stackalloc char[Length];
        Format(time, expected);
        return day.SequenceEqual(expected[..8]);
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
