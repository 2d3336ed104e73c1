using System.Buffers;
using System.Globalization;

namespace Holdfast.Protocols.Validation;

/// <summary>A pattern of one character class with a count, such as <c>[\w+=,.@-]+</c> or <c>^[0-9]{12}$</c>.</summary>
internal sealed class CharacterClass : StringPattern
{
    private readonly SearchValues<char> _members;
    private readonly int _min;
    private readonly int _max;

    private CharacterClass(SearchValues<char> members, int min, int max)
    {
        _members = members;
        _min = min;
        _max = max;
    }

    /// <summary>Makes the matcher of a pattern that is nothing but one class and a count; null for any other.</summary>
    public static CharacterClass? TryParse(string pattern)
    {
        var rest = pattern.AsSpan();
        rest = rest.StartsWith("^") ? rest[1..] : rest;
        rest = rest.EndsWith("$") && !rest.EndsWith("\\$") ? rest[..^1] : rest;
        if (!TryTakeClass(ref rest, out var members) || !TryTakeCount(ref rest, out var min, out var max) || !rest.IsEmpty)
        {
            return null;
        }

        return new(SearchValues.Create([.. members]), min, max);
    }

    /// <inheritdoc/>
    public override bool IsMatch(string text)
        => text.Length >= _min && text.Length <= _max && !text.AsSpan().ContainsAnyExcept(_members);

    private static bool TryTakeClass(ref ReadOnlySpan<char> rest, out HashSet<char> members)
    {
        members = [];
        if (rest.StartsWith("[^") || (rest.Length > 1 && rest[0] != '[' && rest[0] != '\\'))
        {
            return false;
        }

        if (rest.StartsWith("\\"))
        {
            rest = rest[1..];
            return TryAddNamed(ref rest, members);
        }

        if (!rest.StartsWith("["))
        {
            return false;
        }

        rest = rest[1..];
        while (rest.Length > 0 && rest[0] != ']')
        {
            if (rest[0] == '[' || rest.StartsWith("&&"))
            {
                return false;
            }

            if (rest[0] == '\\' && rest.Length > 1 && rest[1] is 'w' or 'd' or 's')
            {
                rest = rest[1..];
                TryAddNamed(ref rest, members);
                continue;
            }

            if (!TryTakeRange(ref rest, members))
            {
                return false;
            }
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool TryTakeRange(ref ReadOnlySpan<char> rest, HashSet<char> members)
    {
        if (!TryTakeCharacter(ref rest, out var first))
        {
            return false;
        }

        var last = first;
        if (rest.Length > 1 && rest[0] == '-' && rest[1] != ']')
        {
            rest = rest[1..];
            if (!TryTakeCharacter(ref rest, out last) || last < first)
            {
                return false;
            }
        }

        for (int c = first; c <= last; c++)
        {
            members.Add((char)c);
        }

        return true;
    }

    private static bool TryAddNamed(ref ReadOnlySpan<char> rest, HashSet<char> members)
    {
        var named = rest.IsEmpty ? '\0' : rest[0];
        if (named is not ('w' or 'd' or 's'))
        {
            return false;
        }

        for (var c = '\0'; c < 128; c++)
        {
            if (named switch
            {
                'w' => char.IsAsciiLetterOrDigit(c) || c == '_',
                'd' => char.IsAsciiDigit(c),
                _ => c is ' ' or (>= '\t' and <= '\r'),
            })
            {
                members.Add(c);
            }
        }

        rest = rest[1..];
        return true;
    }

    private static bool TryTakeCharacter(ref ReadOnlySpan<char> rest, out char value)
    {
        value = rest[0];
        rest = rest[1..];
        if (value != '\\')
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        value = rest[0];
        rest = rest[1..];
        switch (value)
        {
            case 'u' when rest.Length >= 4 && TryHex(rest[..4], out value):
                rest = rest[4..];
                return true;
            case 'x' when rest.Length >= 2 && TryHex(rest[..2], out value):
                rest = rest[2..];
                return true;
            case 't':
                value = '\t';
                return true;
            case 'n':
                value = '\n';
                return true;
            case 'r':
                value = '\r';
                return true;
            default:
                return !char.IsAsciiLetterOrDigit(value);
        }
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out char value)
    {
        var isHex = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        value = (char)code;
        return isHex;
    }

    private static bool TryTakeCount(ref ReadOnlySpan<char> rest, out int min, out int max)
    {
        (min, max) = (1, 1);
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest.Length == 1 && rest[0] is '+' or '*' or '?')
        {
            min = rest[0] == '+' ? 1 : 0;
            max = rest[0] == '?' ? 1 : int.MaxValue;
            rest = default;
            return true;
        }

        if (rest[0] != '{' || rest[^1] != '}')
        {
            return false;
        }

        var counts = rest[1..^1];
        rest = default;
        var comma = counts.IndexOf(',');
        if (!int.TryParse(comma < 0 ? counts : counts[..comma], NumberStyles.None, CultureInfo.InvariantCulture, out min))
        {
            return false;
        }

        max = comma < 0 ? min : int.MaxValue;
        return comma < 0 || comma == counts.Length - 1
            || int.TryParse(counts[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out max);
    }
}
