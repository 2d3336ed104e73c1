using System.Buffers.Binary;
using System.Globalization;

namespace Holdfast.Policy.Conditions;

/// <summary>An IP address as two words; written here because the library touches no network type.</summary>
internal readonly record struct IpValue(ulong High, ulong Low, bool IsV6)
{
    public static IpValue Bits(ulong low) => new(0, low, false);

    public static IpValue Of(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? new(0, BinaryPrimitives.ReadUInt32BigEndian(bytes), false)
        : new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), true);

    public static bool TryParse(ReadOnlySpan<char> text, out IpValue value) =>
        text.Contains(':') ? TryParseV6(text, out value) : TryParseV4(text, out value);

    public int Format(Span<char> target)
    {
        if (!IsV6)
        {
            target.TryWrite(
                CultureInfo.InvariantCulture,
                $"{(byte)(Low >> 24)}.{(byte)(Low >> 16)}.{(byte)(Low >> 8)}.{(byte)Low}",
                out var length);
            return length;
        }

        var (start, run) = LongestZeroRun();
        var written = 0;
        for (var i = 0; i < 8; i++)
        {
            if (i == start)
            {
                target[written++] = ':';
                target[written++] = ':';
                i += run - 1;
                continue;
            }

            if (written > 0 && target[written - 1] != ':')
            {
                target[written++] = ':';
            }

            Group(i).TryFormat(target[written..], out var length, "x", CultureInfo.InvariantCulture);
            written += length;
        }

        return written;
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out IpValue value)
    {
        value = default;
        ulong address = 0;
        var (part, digits, dots) = (0, 0, 0);
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (digits == 0)
                {
                    return false;
                }

                address = (address << 8) | (uint)part;
                (part, digits, dots) = (0, 0, dots + 1);
            }
            else if (char.IsAsciiDigit(c) && digits < 3)
            {
                part = (part * 10) + (c - '0');
                digits++;
                if (part > byte.MaxValue)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        value = new(0, (address << 8) | (uint)part, false);
        return dots == 3 && digits > 0;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out IpValue value)
    {
        value = default;
        var gap = text.IndexOf("::");
        Span<ushort> groups = stackalloc ushort[8];
        groups.Clear();
        if (gap < 0)
        {
            if (!TryGroups(text, groups, out var all) || all != 8)
            {
                return false;
            }
        }
        else
        {
            Span<ushort> tail = stackalloc ushort[8];
            if (!TryGroups(text[..gap], groups, out var head)
                || !TryGroups(text[(gap + 2)..], tail, out var rest)
                || head + rest > 7)
            {
                return false;
            }

            tail[..rest].CopyTo(groups[(8 - rest)..]);
        }

        value = new(Word(groups[..4]), Word(groups[4..]), true);
        return true;
    }

    private static bool TryGroups(ReadOnlySpan<char> text, Span<ushort> groups, out int count)
    {
        count = 0;
        while (text.Length > 0)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (group.Contains('.'))
            {
                // The last two groups may be written as an IPv4 address.
                if (colon >= 0 || count > 6 || !TryParseV4(group, out var v4))
                {
                    return false;
                }

                groups[count++] = (ushort)(v4.Low >> 16);
                groups[count++] = (ushort)v4.Low;
                return true;
            }

            if (count == 8 || group.Length is 0 or > 4
                || !ushort.TryParse(
                    group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out groups[count++]))
            {
                return false;
            }

            if (colon == text.Length - 1)
            {
                return false;
            }

            text = colon < 0 ? default : text[(colon + 1)..];
        }

        return true;
    }

    private static ulong Word(ReadOnlySpan<ushort> groups) =>
        ((ulong)groups[0] << 48) | ((ulong)groups[1] << 32) | ((ulong)groups[2] << 16) | groups[3];

    private ushort Group(int index) => (ushort)((index < 4 ? High : Low) >> (48 - (16 * (index & 3))));

    private (int Start, int Length) LongestZeroRun()
    {
        var (start, longest) = (-1, 1);
        for (var i = 0; i < 8; i++)
        {
            var run = 0;
            while (i + run < 8 && Group(i + run) == 0)
            {
                run++;
            }

            if (run > longest)
            {
                (start, longest) = (i, run);
            }

            i += run;
        }

        return (start, longest);
    }
}
