using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Holdfast.Protocols.Rest;

/// <summary>Undoes percent-encoding in paths and query strings.</summary>
internal static class PercentDecoding
{
    /// <summary>Decodes a text; fails on a broken escape or on bytes that are not UTF-8.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="plusIsSpace">Whether a plus sign stands for a space, as it does in query strings.</param>
    /// <param name="decoded">The text meant.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, bool plusIsSpace, out string decoded)
    {
        if (text.IndexOfAny('%', plusIsSpace ? '+' : '%') < 0)
        {
            decoded = text.ToString();
            return true;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var written = 0;
        decoded = "";
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length
                    || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[written]))
                {
                    return false;
                }

                written++;
                i += 2;
            }
            else if (char.IsAscii(text[i]))
            {
                bytes[written++] = plusIsSpace && text[i] == '+' ? (byte)' ' : (byte)text[i];
            }
            else
            {
                var rune = Rune.DecodeFromUtf16(text[i..], out var character, out var consumed);
                if (rune is not System.Buffers.OperationStatus.Done)
                {
                    return false;
                }

                written += character.EncodeToUtf8(bytes.AsSpan(written));
                i += consumed - 1;
            }
        }

        if (!Utf8.IsValid(bytes.AsSpan(0, written)))
        {
            return false;
        }

        decoded = Encoding.UTF8.GetString(bytes, 0, written);
        return true;
    }
}
