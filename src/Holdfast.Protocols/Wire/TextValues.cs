using System.Buffers.Text;
using System.Text;

namespace Holdfast.Protocols.Wire;

/// <summary>Numbers and truth as text, the way forms, XML and headers carry them.</summary>
internal static class TextValues
{
    /// <summary>Reads a whole number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        text = Trim(text);
        if (text.Length is > 1 and <= Bounds.NumberBytesMax && text[0] == (byte)'+')
        {
            text = text[1..];
        }

        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length;
    }

    /// <summary>Reads a floating point number, the three that are not finite included.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        text = Trim(text);
        if (text.SequenceEqual("NaN"u8))
        {
            value = double.NaN;
            return true;
        }

        if (text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8))
        {
            value = text[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = 0;
        return text.Length <= Bounds.NumberBytesMax
            && Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && double.IsFinite(value);
    }

    /// <summary>Reads true or false in any case.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        text = Trim(text);
        value = Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || Ascii.EqualsIgnoreCase(text, "false"u8);
    }

    /// <summary>Writes a floating point number in the fewest digits that read back to it.</summary>
    public static int Format(double value, Span<byte> into)
    {
        if (!double.IsFinite(value))
        {
            var name = double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
            name.CopyTo(into);
            return name.Length;
        }

        value.TryFormat(into, out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Writes a floating point number in the fewest digits that read back to it.</summary>
    public static int Format(float value, Span<byte> into)
    {
        if (!float.IsFinite(value))
        {
            return Format((double)value, into);
        }

        value.TryFormat(into, out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        return written;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
