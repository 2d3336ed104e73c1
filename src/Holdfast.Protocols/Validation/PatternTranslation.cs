using System.Text;

namespace Holdfast.Protocols.Validation;

/// <summary>Makes a .NET pattern of a Java one, as the models have them: <c>\w</c>, <c>\d</c> and <c>\s</c> mean ASCII there.</summary>
internal static class PatternTranslation
{
    /// <summary>Translates a pattern.</summary>
    public static string ToDotNet(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 16);
        var classDepth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    i += AppendEscape(text, pattern, i, classDepth > 0);
                    break;
                case '[' when pattern.AsSpan(i).StartsWith("[:") && classDepth > 0 && PosixEnd(pattern, i) is > 0 and var end:
                    text.Append(Posix(pattern[(i + 2)..end]) ?? pattern[i..(end + 2)]);
                    i = end + 1;
                    break;
                case '[':
                    // Within a class .NET reads an opening bracket as itself, but not behind a hyphen.
                    text.Append(classDepth > 0 ? @"\[" : "[");
                    classDepth = 1;
                    break;
                case ']':
                    classDepth = 0;
                    text.Append(']');
                    break;
                default:
                    text.Append(pattern[i]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Gives the ASCII characters that a POSIX class or a Java property names, as the inside of a class.</summary>
    public static string? Posix(string name) => name switch
    {
        "alpha" or "Alpha" => "a-zA-Z",
        "alnum" or "Alnum" => "a-zA-Z0-9",
        "digit" or "Digit" => "0-9",
        "lower" or "Lower" => "a-z",
        "upper" or "Upper" => "A-Z",
        "space" or "Space" => @" \t\n\x0B\f\r",
        "punct" or "Punct" => @"!-/:-@\[-`{-~",
        "graph" or "Graph" => "!-~",
        "print" or "Print" => " -~",
        "blank" or "Blank" => @" \t",
        "xdigit" or "XDigit" => "0-9a-fA-F",
        "word" => "a-zA-Z0-9_",
        "ASCII" => @"\x00-\x7F",
        _ => null,
    };

    private static int PosixEnd(string pattern, int start) => pattern.IndexOf(":]", start, StringComparison.Ordinal);

    // Gives how many characters behind the backslash were taken.
    private static int AppendEscape(StringBuilder text, string pattern, int at, bool inClass)
    {
        var inside = pattern[at + 1] switch
        {
            'w' => "a-zA-Z0-9_",
            'd' => "0-9",
            's' => @" \t\n\x0B\f\r",
            _ => null,
        };
        var length = 1;
        if (inside is null && pattern[at + 1] is 'p' && at + 2 < pattern.Length)
        {
            var end = pattern[at + 2] == '{' ? pattern.IndexOf('}', at) : at + 2;
            var name = end < 0 ? "" : pattern[(at + 2)..(end + 1)].Trim('{', '}');
            length = end < 0 ? 1 : end - at;
            inside = Posix(name);
            if (inside is null && end >= 0)
            {
                // Java writes the category of letters with or without "Is" in front.
                name = name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name;
                text.Append(@"\p{").Append(name).Append('}');
                return length;
            }
        }

        if (inside is null)
        {
            // Java lets any sign be escaped; .NET takes a needless backslash before an underscore for a mistake.
            text.Append(pattern[at + 1] == '_' ? "" : "\\").Append(pattern[at + 1]);
            return length;
        }

        text.Append(inClass ? inside : $"[{inside}]");
        return length;
    }
}
