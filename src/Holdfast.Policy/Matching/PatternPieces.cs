using System.Text;
using Holdfast.Policy.Conditions;

namespace Holdfast.Policy.Matching;

/// <summary>
/// Splits <c>home/${aws:username, 'nobody'}/*</c> into its pieces and puts values in for the variables.
/// </summary>
internal static class PatternPieces
{
    public static Piece[] Parse(string text, bool wildcards)
    {
        var pieces = new List<Piece>();
        var literal = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : Close(text, open + 2);
            if (close < 0)
            {
                // A "${" that never ends is plain text.
                literal.Append(Literal(text[at..], wildcards));
                break;
            }

            literal.Append(Literal(text[at..open], wildcards));
            Variable(text[(open + 2)..close], literal, pieces);
            at = close + 1;
        }

        Flush(literal, pieces);
        return pieces.Count == 0 ? [new("", null, null)] : [.. pieces];
    }

    /// <summary>The length of the pattern with its values; less than zero when one is missing.</summary>
    public static int Length(Piece[] pieces, RequestContext context)
    {
        Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
        var length = 0;
        foreach (ref readonly var piece in pieces.AsSpan())
        {
            if (!TryValue(in piece, context, scratch, out var value))
            {
                return -1;
            }

            length += value.Length;
        }

        return length;
    }

    public static void Write(Piece[] pieces, RequestContext context, Span<char> target)
    {
        Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
        foreach (ref readonly var piece in pieces.AsSpan())
        {
            TryValue(in piece, context, scratch, out var value);
            value.CopyTo(target);
            target = target[value.Length..];
        }
    }

    public static bool TryValue(
        in Piece piece, RequestContext context, Span<char> scratch, out ReadOnlySpan<char> value)
    {
        value = piece.Text;
        if (piece.Key is null)
        {
            return true;
        }

        var index = context.IndexOf(piece.Key);
        if (index >= 0 && context.ValueAt(index).TryText(scratch, out value))
        {
            // A value that carries the marks of wildcards would be read as wildcards: it matches nothing instead.
            return !value.ContainsAny(Wildcard.AnyRun, Wildcard.AnyOne);
        }

        value = piece.Default;
        return index < 0 && piece.Default is not null;
    }

    private static void Variable(string inner, StringBuilder literal, List<Piece> pieces)
    {
        if (inner is "*" or "?" or "$")
        {
            literal.Append(inner);
            return;
        }

        Flush(literal, pieces);
        var comma = inner.IndexOf(',', StringComparison.Ordinal);
        var name = (comma < 0 ? inner : inner[..comma]).Trim();
        pieces.Add(new("", ConditionKey.Create(name), comma < 0 ? null : Quoted(inner[(comma + 1)..])));
    }

    private static string? Quoted(string text)
    {
        var trimmed = text.Trim();
        return trimmed is ['\'', .., '\''] && trimmed.Length >= 2 ? Wildcard.Neutralize(trimmed[1..^1]) : null;
    }

    // A brace within a quoted default does not end the variable.
    private static int Close(string text, int from)
    {
        var quoted = false;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\'')
            {
                quoted = !quoted;
            }
            else if (text[i] == '}' && !quoted)
            {
                return i;
            }
        }

        return text.IndexOf('}', from);
    }

    private static string Literal(string text, bool wildcards) =>
        wildcards ? Wildcard.Compile(text) : Wildcard.Neutralize(text);

    private static void Flush(StringBuilder literal, List<Piece> pieces)
    {
        if (literal.Length > 0)
        {
            pieces.Add(new(literal.ToString(), null, null));
            literal.Clear();
        }
    }
}
