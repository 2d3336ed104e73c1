using System.Text;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>The text of a query before it is parsed: finds the event data stores that it reads, and writes their ids so that the parser takes them for names.</summary>
/// <remarks>In Lake's SQL the id of a store stands bare behind FROM, though it begins with a digit and has hyphens.</remarks>
internal static class QueryText
{
    private const int IdLength = 36;

    /// <summary>Quotes bare ids, writes types as DuckDB does and drops a semicolon at the end.</summary>
    public static string Quoted(string statement)
    {
        var tokens = Tokens(statement).ToList();
        var text = new StringBuilder(statement.Length + 16);
        Write(tokens, 0, tokens.Count, text);
        return text.ToString().TrimEnd().TrimEnd(';');
    }

    // array(T) is T[], and the precision of an instant is always that of milliseconds and more.
    private static void Write(List<Token> tokens, int from, int to, StringBuilder text)
    {
        for (var at = from; at < to; at++)
        {
            var token = tokens[at];
            var (open, close) = IsWord(token, "array") || IsWord(token, "timestamp") || IsWord(token, "time") ? Bracketed(tokens, at + 1, to) : (-1, -1);
            if (open >= 0 && IsWord(token, "array"))
            {
                Write(tokens, open + 1, close, text);
                text.Append("[]");
                at = close;
            }
            else if (open >= 0 && (IsWord(token, "timestamp") || IsWord(token, "time")) && close == open + 2 && tokens[open + 1].Kind == TokenKind.Word)
            {
                text.Append(token.Text);
                at = close;
            }
            else
            {
                text.Append(token.Kind == TokenKind.Id ? $"\"{token.Text}\"" : token.Text);
            }
        }
    }

    private static bool IsWord(Token token, string word) => token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    // Where a bracket opens right behind a word, and where it closes.
    private static (int Open, int Close) Bracketed(List<Token> tokens, int from, int to)
    {
        var open = from;
        while (open < to && tokens[open].Kind == TokenKind.Blank)
        {
            open++;
        }

        var depth = 0;
        for (var at = open; at < to && (at > open || tokens[at].Text == "("); at++)
        {
            depth += tokens[at] is { Kind: TokenKind.Sign, Text: "(" } ? 1 : tokens[at] is { Kind: TokenKind.Sign, Text: ")" } ? -1 : 0;
            if (depth == 0)
            {
                return (open, at);
            }
        }

        return (-1, -1);
    }

    /// <summary>The stores that stand where tables do: bare ids, quoted names, and texts right behind FROM or JOIN.</summary>
    public static IReadOnlyList<string> StoresIn(string statement)
    {
        var found = new List<string>();
        var before = "";
        foreach (var token in Tokens(statement))
        {
            var isTable = token.Kind is TokenKind.Id or TokenKind.Name
                || (token.Kind == TokenKind.Text && (before.Equals("FROM", StringComparison.OrdinalIgnoreCase) || before.Equals("JOIN", StringComparison.OrdinalIgnoreCase)));
            var name = token.Kind == TokenKind.Id ? token.Text : token.Text.Trim('"', '\'');
            if (isTable && IdOf(name) is { } id && !found.Contains(id, StringComparer.Ordinal))
            {
                found.Add(id);
            }

            before = token.Kind == TokenKind.Blank ? before : token.Text;
        }

        return found;
    }

    /// <summary>The id in what names a store: the id itself, or an ARN that ends with it; null when it is neither.</summary>
    public static string? IdOf(string name)
    {
        var id = name[(name.LastIndexOf('/') + 1)..];
        return IsId(id) ? id.ToLowerInvariant() : null;
    }

    private static bool IsId(ReadOnlySpan<char> text)
    {
        if (text.Length != IdLength)
        {
            return false;
        }

        for (var i = 0; i < IdLength; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<Token> Tokens(string sql)
    {
        for (var at = 0; at < sql.Length;)
        {
            var (kind, end) = Next(sql, at);
            yield return new(kind, sql[at..end]);
            at = end;
        }
    }

    private static (TokenKind Kind, int End) Next(string sql, int at) => sql[at] switch
    {
        '\'' => (TokenKind.Text, Closed(sql, at, "'", at + 1)),
        '"' => (TokenKind.Name, Closed(sql, at, "\"", at + 1)),
        '-' when sql.AsSpan(at).StartsWith("--", StringComparison.Ordinal) => (TokenKind.Blank, Closed(sql, at, "\n", at + 2)),
        '/' when sql.AsSpan(at).StartsWith("/*", StringComparison.Ordinal) => (TokenKind.Blank, Closed(sql, at, "*/", at + 2)),
        var space when char.IsWhiteSpace(space) => (TokenKind.Blank, at + 1),
        var letter when IsOfWord(letter) => Word(sql, at),
        _ => (TokenKind.Sign, at + 1),
    };

    private static (TokenKind Kind, int End) Word(string sql, int at)
    {
        if (at + IdLength <= sql.Length && IsId(sql.AsSpan(at, IdLength)) && (at + IdLength == sql.Length || !IsOfWord(sql[at + IdLength])))
        {
            return (TokenKind.Id, at + IdLength);
        }

        var end = at + 1;
        while (end < sql.Length && IsOfWord(sql[end]))
        {
            end++;
        }

        return (TokenKind.Word, end);
    }

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$';

    private static int Closed(string sql, int start, string end, int from)
    {
        var at = sql.IndexOf(end, Math.Min(from, sql.Length), StringComparison.Ordinal);
        return at < 0 ? sql.Length : Math.Max(start + 1, at + end.Length);
    }

    private enum TokenKind
    {
        Blank,
        Word,
        Id,
        Name,
        Text,
        Sign,
    }

    private readonly record struct Token(TokenKind Kind, string Text);
}
