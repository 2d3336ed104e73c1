using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>The three forms of an instant on the wire, read and written.</summary>
/// <remarks>See https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait.</remarks>
internal static class Timestamps
{
    /// <summary>Room for any of the forms.</summary>
    public const int BytesMax = 40;

    private static readonly string[] s_iso =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-ddK",
        "yyyyMMdd'T'HHmmssK",
    ];

    private static readonly string[] s_rfc =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss.FFF 'GMT'",
        "ddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss zzz",
    ];

    private static readonly long s_minSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long s_maxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Gives the format that holds at a place: its own, or the protocol's.</summary>
    public static TimestampFormat FormatAt(Member at, TimestampFormat otherwise)
        => at.TimestampFormat is not TimestampFormat.Default ? at.TimestampFormat
            : at.Target.TimestampFormat is not TimestampFormat.Default ? at.Target.TimestampFormat
            : otherwise;

    /// <summary>Reads an instant from text, in the format prescribed or in any other: AWS's parsers are as lenient.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, TimestampFormat format, out DateTimeOffset value)
    {
        if (text.Length is 0 or > Bounds.NumberBytesMax)
        {
            value = default;
            return false;
        }

        Span<char> characters = stackalloc char[Bounds.NumberBytesMax];
        return Encoding.UTF8.TryGetChars(text, characters, out var length)
            ? TryParse(characters[..length], format, out value)
            : Fail(out value);
    }

    /// <summary>Reads an instant from text, in the format prescribed or in any other.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, TimestampFormat format, out DateTimeOffset value)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        text = text.Trim();
        if (text.Length is 0 or > Bounds.NumberBytesMax)
        {
            return Fail(out value);
        }

        if (format is not TimestampFormat.Rfc822
            && DateTimeOffset.TryParseExact(text, s_iso, CultureInfo.InvariantCulture, styles, out value))
        {
            return true;
        }

        if (DateTimeOffset.TryParseExact(text, s_rfc, CultureInfo.InvariantCulture, styles, out value)
            || (format is TimestampFormat.Rfc822
                && DateTimeOffset.TryParseExact(text, s_iso, CultureInfo.InvariantCulture, styles, out value)))
        {
            return true;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TryFromSeconds(seconds, out value)
            : Fail(out value);
    }

    /// <summary>Makes an instant of seconds since 1970.</summary>
    public static bool TryFromSeconds(decimal seconds, out DateTimeOffset value)
    {
        if (seconds < s_minSeconds || seconds > s_maxSeconds)
        {
            return Fail(out value);
        }

        var ticks = (long)decimal.Truncate(seconds * TimeSpan.TicksPerSecond);
        value = new(DateTime.UnixEpoch.Ticks + ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Makes an instant of seconds since 1970, to the millisecond as far as a floating point number carries.</summary>
    public static bool TryFromSeconds(double seconds, out DateTimeOffset value)
        => double.IsFinite(seconds) && seconds >= s_minSeconds && seconds <= s_maxSeconds
            ? TryFromSeconds(Math.Round((decimal)seconds, 6), out value)
            : Fail(out value);

    /// <summary>Writes an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <param name="format">The form.</param>
    /// <param name="alwaysFraction">Whether milliseconds are written even when they are zero.</param>
    /// <param name="into">Room for <see cref="BytesMax"/>.</param>
    public static int Format(DateTimeOffset value, TimestampFormat format, bool alwaysFraction, Span<byte> into)
    {
        var written = 0;
        switch (format)
        {
            case TimestampFormat.Rfc822:
                Utf8Formatter.TryFormat(value, into, out written, 'R');
                return written;
            case TimestampFormat.UnixTimestamp:
                return FormatSeconds(value, into);
            default:
                var hasFraction = alwaysFraction || value.Millisecond > 0;
                var iso = hasFraction ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'";
                value.UtcDateTime.TryFormat(into, out written, iso, CultureInfo.InvariantCulture);
                return written;
        }
    }

    /// <summary>Writes an instant as text for a header.</summary>
    public static string Format(DateTimeOffset value, TimestampFormat format, bool alwaysFraction)
    {
        Span<byte> bytes = stackalloc byte[BytesMax];
        return Encoding.ASCII.GetString(bytes[..Format(value, format, alwaysFraction, bytes)]);
    }

    private static int FormatSeconds(DateTimeOffset value, Span<byte> into)
    {
        var milliseconds = value.ToUnixTimeMilliseconds();
        if (milliseconds % 1000 == 0)
        {
            Utf8Formatter.TryFormat(milliseconds / 1000, into, out var whole);
            return whole;
        }

        Utf8Formatter.TryFormat(milliseconds / 1000m, into, out var written, new('F', 3));
        return written;
    }

    private static bool Fail(out DateTimeOffset value)
    {
        value = default;
        return false;
    }
}
