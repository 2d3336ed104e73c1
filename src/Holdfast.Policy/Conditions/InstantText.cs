using System.Globalization;

namespace Holdfast.Policy.Conditions;

/// <summary>Reads the W3C profile of ISO 8601 and seconds since 1970.</summary>
internal static class InstantText
{
    private const int YearOnly = 4;
    private const int SecondsPerDay = 86_400;

    public static long ToSeconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    public static bool TrySeconds(decimal seconds, out long ticks)
    {
        var inRange = seconds is > -62_135_596_800m and < 253_402_300_800m;
        ticks = inRange ? DateTime.UnixEpoch.Ticks + (long)(seconds * TimeSpan.TicksPerSecond) : 0;
        return inRange;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;

        // Four digits are a year; any other plain number counts seconds.
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var isDate = text.IndexOfAny("-Tt") > 0 || (text.Length == YearOnly && TryDigits(text, out _));
        if (!isDate)
        {
            return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var seconds)
                && TrySeconds(seconds, out ticks);
        }

        var t = text.IndexOfAny('T', 't');
        var day = t < 0 ? text : text[..t];
        if (!TryDay(day, out var days))
        {
            return false;
        }

        ticks = days * TimeSpan.TicksPerDay;
        return t < 0 || TryTime(text[(t + 1)..], ref ticks);
    }

    private static bool TryDay(ReadOnlySpan<char> text, out long days)
    {
        days = 0;
        var (month, day) = (1, 1);
        var valid = text.Length is 4 or 7 or 10
            && TryDigits(text[..4], out var year) && year >= 1
            && (text.Length < 7 || (text[4] == '-' && TryDigits(text[5..7], out month)))
            && (text.Length < 10 || (text[7] == '-' && TryDigits(text[8..10], out day)));
        if (!valid || month is < 1 or > 12)
        {
            return false;
        }

        TryDigits(text[..4], out year);
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay;
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, ref long ticks)
    {
        var zone = text.IndexOfAny("Zz+-");
        var offset = 0;
        if (zone >= 0 && !TryZone(text[zone..], out offset))
        {
            return false;
        }

        var time = zone < 0 ? text : text[..zone];
        var (minute, second, fraction) = (0, 0, 0L);
        var valid = time.Length >= 5
            && TryDigits(time[..2], out var hour) && hour < 24
            && time[2] == ':' && TryDigits(time[3..5], out minute) && minute < 60
            && (time.Length == 5
                || (time.Length >= 8 && time[5] == ':' && TryDigits(time[6..8], out second) && second < 60))
            && (time.Length <= 8 || TryFraction(time[8..], out fraction));
        if (!valid)
        {
            return false;
        }

        TryDigits(time[..2], out hour);
        var seconds = (hour * 3600) + (minute * 60) + second - offset;
        ticks += (seconds * TimeSpan.TicksPerSecond) + fraction;
        return ticks >= 0 && Math.Abs(seconds) <= 2 * SecondsPerDay;
    }

    private static bool TryZone(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        var (hour, minute) = (0, 0);
        var valid = text.Length switch
        {
            3 => TryDigits(text[1..3], out hour),
            5 => TryDigits(text[1..3], out hour) && TryDigits(text[3..5], out minute),
            6 => text[3] == ':' && TryDigits(text[1..3], out hour) && TryDigits(text[4..6], out minute),
            _ => false,
        };
        seconds = ((hour * 3600) + (minute * 60)) * (text[0] == '-' ? -1 : 1);
        return valid && hour < 24 && minute < 60;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 2 || text[0] != '.')
        {
            return false;
        }

        var unit = TimeSpan.TicksPerSecond;
        foreach (var c in text[1..])
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            unit /= 10;
            ticks += (c - '0') * unit;
        }

        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        return true;
    }
}
