using System.Text;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>Writes the paths into JSON that Trino's functions take as DuckDB writes them.</summary>
internal static class JsonPath
{
    /// <summary>Gives a path: <c>$.a.b[0]["c d"]</c> becomes <c>$."a"."b"[0]."c d"</c>.</summary>
    /// <exception cref="InvalidQueryStatementException">It is none.</exception>
    public static string Of(string path)
    {
        if (!path.StartsWith('$'))
        {
            throw Invalid(path);
        }

        var text = new StringBuilder("$");
        for (var at = 1; at < path.Length;)
        {
            at = path[at] switch
            {
                '.' => Name(path, at + 1, text),
                '[' => Bracket(path, at + 1, text),
                _ => throw Invalid(path),
            };
        }

        return text.ToString();
    }

    private static int Name(string path, int from, StringBuilder text)
    {
        var end = path.AsSpan(from).IndexOfAny('.', '[') is var length and >= 0 ? from + length : path.Length;
        Append(path, path[from..end], text);
        return end;
    }

    private static int Bracket(string path, int from, StringBuilder text)
    {
        var quote = from < path.Length && path[from] is '"' or '\'' ? path[from] : default(char?);
        var end = quote is { } sign ? path.IndexOf($"{sign}]", from + 1, StringComparison.Ordinal) : path.IndexOf(']', from);
        if (end < 0)
        {
            throw Invalid(path);
        }

        if (quote is not null)
        {
            Append(path, path[(from + 1)..end], text);
            return end + 2;
        }

        var inside = path[from..end];
        if (inside == "*" || (inside.Length is > 0 and < 10 && inside.All(char.IsAsciiDigit)))
        {
            text.Append('[').Append(inside).Append(']');
        }
        else
        {
            Append(path, inside, text);
        }

        return end + 1;
    }

    private static void Append(string path, string name, StringBuilder text)
    {
        if (name.Length == 0 || name.Contains('"', StringComparison.Ordinal))
        {
            throw Invalid(path);
        }

        text.Append('.').Append(name == "*" ? name : $"\"{name}\"");
    }

    private static InvalidQueryStatementException Invalid(string path) => QueryTranslator.Invalid($"Invalid JSON path: '{path}'");
}
