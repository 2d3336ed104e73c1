using System.Text;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Rest;

/// <summary>Lists in one header: elements apart by commas, in quotes where they hold a comma or a quote.</summary>
internal static class HeaderLists
{
    /// <summary>Takes a header apart.</summary>
    public static void Split(string text, Member element, List<string> into)
    {
        // A date of the HTTP form has a comma of its own behind the day's name.
        var isDate = element.Target.Kind is ShapeKind.Timestamp
            && Timestamps.FormatAt(element, TimestampFormat.Rfc822) is TimestampFormat.Rfc822;
        var rest = text.AsSpan();
        while (into.Count < Bounds.QueryParametersMax)
        {
            rest = rest.TrimStart(' ');
            if (rest.StartsWith("\""))
            {
                into.Add(Unquote(ref rest));
            }
            else
            {
                var end = rest.IndexOf(',');
                if (isDate && end >= 0)
                {
                    var second = rest[(end + 1)..].IndexOf(',');
                    end = second < 0 ? -1 : end + 1 + second;
                }

                into.Add((end < 0 ? rest : rest[..end]).TrimEnd(' ').ToString());
                rest = end < 0 ? default : rest[end..];
            }

            var comma = rest.IndexOf(',');
            if (comma < 0)
            {
                return;
            }

            rest = rest[(comma + 1)..];
        }
    }

    /// <summary>Adds an element to a header.</summary>
    public static void Append(StringBuilder header, string element, bool isText)
    {
        if (header.Length > 0)
        {
            header.Append(',');
        }

        if (isText && element.AsSpan().IndexOfAny(',', '"') >= 0)
        {
            header.Append('"').Append(element.Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            header.Append(element);
        }
    }

    private static string Unquote(ref ReadOnlySpan<char> rest)
    {
        var text = new StringBuilder();
        var i = 1;
        while (i < rest.Length && rest[i] != '"')
        {
            if (rest[i] == '\\' && i + 1 < rest.Length)
            {
                i++;
            }

            text.Append(rest[i++]);
        }

        rest = i < rest.Length ? rest[(i + 1)..] : default;
        return text.ToString();
    }
}
