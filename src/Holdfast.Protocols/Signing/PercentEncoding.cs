using System.Buffers;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>
/// Percent-encoding as signatures know it: everything but RFC 3986's unreserved characters, in capitals.
/// </summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Encodes text that is not encoded; a slash stays where <paramref name="keepSlash"/> says so.</summary>
    public static void Encode(ref Utf8Buffer output, scoped ReadOnlySpan<char> text, bool keepSlash)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..plain]);
            text = text[plain..];
            if (text[0] == '/' && keepSlash)
            {
                output.Append((byte)'/');
                text = text[1..];
                continue;
            }

            text = text[EncodeRune(ref output, text)..];
        }
    }

    /// <summary>Brings encoded text into the one canonical encoding, however its sender had encoded it.</summary>
    public static void Reencode(
        ref Utf8Buffer output, scoped ReadOnlySpan<char> text, bool keepSlash, bool plusIsSpace)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..plain]);
            text = text[plain..];
            if (text[0] == '%' && TryDecode(text, out var value))
            {
                AppendEncoded(ref output, value);
                text = text[3..];
            }
            else if (text[0] == '+' && plusIsSpace)
            {
                output.Append("%20"u8);
                text = text[1..];
            }
            else if (text[0] == '/' && keepSlash)
            {
                output.Append((byte)'/');
                text = text[1..];
            }
            else
            {
                text = text[EncodeRune(ref output, text)..];
            }
        }
    }

    /// <summary>Undoes the encoding of a query value, for the few parameters a signature consists of.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            return text.ToString();
        }

        var output = new Utf8Buffer(stackalloc byte[256]);
        try
        {
            while (!text.IsEmpty)
            {
                var plain = text.IndexOfAny('%', '+');
                output.Append(plain < 0 ? text : text[..plain]);
                text = plain < 0 ? default : text[plain..];
                if (text.IsEmpty)
                {
                    break;
                }

                var isEncoded = TryDecode(text, out var value) && text[0] == '%';
                output.Append(isEncoded ? value : text[0] == '+' ? (byte)' ' : (byte)'%');
                text = text[(isEncoded ? 3 : 1)..];
            }

            return output.ToString();
        }
        finally
        {
            output.Dispose();
        }
    }

    private static int EncodeRune(ref Utf8Buffer output, scoped ReadOnlySpan<char> text)
    {
        // A lone surrogate decodes to U+FFFD, as the encoder of every SDK would write it.
        Rune.DecodeFromUtf16(text, out var rune, out var consumed);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
        {
            AppendEscape(ref output, value);
        }

        return consumed;
    }

    private static void AppendEncoded(ref Utf8Buffer output, byte value)
    {
        // An encoded slash stays encoded even in a path: signers of S3 sign the path as they send it.
        if (value < 0x80 && Unreserved.Contains((char)value))
        {
            output.Append(value);
        }
        else
        {
            AppendEscape(ref output, value);
        }
    }

    private static void AppendEscape(ref Utf8Buffer output, byte value)
    {
        output.Append((byte)'%');
        output.Append("0123456789ABCDEF"u8[value >> 4]);
        output.Append("0123456789ABCDEF"u8[value & 15]);
    }

    private static bool TryDecode(scoped ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
        {
            return false;
        }

        value = (byte)((Nibble(text[1]) << 4) | Nibble(text[2]));
        return true;
    }

    private static int Nibble(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
