using System.Buffers;
using System.Globalization;
using System.Text;

namespace Holdfast.Protocols.Xml;

/// <summary>The text of XML: references resolved when read, characters escaped when written.</summary>
internal static class XmlText
{
    private static readonly SearchValues<byte> s_special = SearchValues.Create("&<>\"\r\n\t"u8);

    /// <summary>Says whether every reference in a text is one of the five or names a character.</summary>
    public static bool IsValid(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'&') is >= 0 and var at)
        {
            raw = raw[at..];
            if (!TryResolve(raw, out _, out var length))
            {
                return false;
            }

            raw = raw[length..];
        }

        return true;
    }

    /// <summary>Makes the text of an element that has no elements: references resolved, CDATA unwrapped, comments left out.</summary>
    public static int Decode(ReadOnlySpan<byte> raw, Span<byte> into)
    {
        var written = 0;
        while (raw.Length > 0)
        {
            var at = raw.IndexOfAny((byte)'&', (byte)'<', (byte)'\r');
            var plain = at < 0 ? raw : raw[..at];
            plain.CopyTo(into[written..]);
            written += plain.Length;
            raw = raw[plain.Length..];
            if (raw.IsEmpty)
            {
                break;
            }

            if (raw[0] == (byte)'\r')
            {
                // Line ends are normalized, as XML prescribes.
                into[written++] = (byte)'\n';
                raw = raw[(raw.StartsWith("\r\n"u8) ? 2 : 1)..];
            }
            else if (raw[0] == (byte)'&')
            {
                TryResolve(raw, out var character, out var length);
                written += character.EncodeToUtf8(into[written..]);
                raw = raw[length..];
            }
            else if (raw.StartsWith("<![CDATA["u8))
            {
                var end = raw.IndexOf("]]>"u8);
                raw[9..end].CopyTo(into[written..]);
                written += end - 9;
                raw = raw[(end + 3)..];
            }
            else
            {
                raw = raw[(raw.StartsWith("<!--"u8) ? raw.IndexOf("-->"u8) + 3 : raw.IndexOf("?>"u8) + 2)..];
            }
        }

        return written;
    }

    /// <summary>Says whether decoding would change anything.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> raw) => raw.IndexOfAny((byte)'&', (byte)'<', (byte)'\r') < 0;

    /// <summary>Writes text escaped; characters that XML cannot carry become U+FFFD.</summary>
    public static void Encode(ReadOnlySpan<byte> text, IBufferWriter<byte> into)
    {
        while (text.Length > 0)
        {
            var at = IndexOfSpecial(text);
            var plain = at < 0 ? text : text[..at];
            into.Write(plain);
            if (at < 0)
            {
                return;
            }

            into.Write(Escape(text[at]));
            text = text[(at + 1)..];
        }
    }

    private static int IndexOfSpecial(ReadOnlySpan<byte> text)
    {
        var special = text.IndexOfAny(s_special);
        var scope = special < 0 ? text : text[..special];
        var control = scope.IndexOfAnyInRange((byte)0, (byte)0x1F);
        return control >= 0 ? control : special;
    }

    private static ReadOnlySpan<byte> Escape(byte value) => value switch
    {
        (byte)'&' => "&amp;"u8,
        (byte)'<' => "&lt;"u8,
        (byte)'>' => "&gt;"u8,
        (byte)'"' => "&quot;"u8,
        (byte)'\r' => "&#xD;"u8,
        (byte)'\n' => "&#xA;"u8,
        (byte)'\t' => "&#x9;"u8,
        _ => "\uFFFD"u8,
    };

    private static bool TryResolve(ReadOnlySpan<byte> raw, out Rune character, out int length)
    {
        // The longest reference worth reading is that of the last character, &#1114111;
        const int longest = 12;
        character = default;
        length = raw[..Math.Min(raw.Length, longest)].IndexOf((byte)';') + 1;
        if (length < 3)
        {
            return false;
        }

        var name = raw[1..(length - 1)];
        if (name[0] != (byte)'#')
        {
            var named = name switch
            {
                [(byte)'l', (byte)'t'] => '<',
                [(byte)'g', (byte)'t'] => '>',
                [(byte)'a', (byte)'m', (byte)'p'] => '&',
                [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
                [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
                _ => '\0',
            };
            character = new(named);
            return named != '\0';
        }

        var isHex = name.Length > 1 && name[1] == (byte)'x';
        return int.TryParse(
                name[(isHex ? 2 : 1)..],
                isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var code)
            && code is 9 or 10 or 13 or >= 32 and not 0xFFFE and not 0xFFFF
            && Rune.TryCreate(code, out character);
    }
}
