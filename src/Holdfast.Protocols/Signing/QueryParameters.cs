namespace Holdfast.Protocols.Signing;

/// <summary>Looks single parameters up in a query as it stands on the wire.</summary>
internal static class QueryParameters
{
    /// <summary>Finds the first parameter of a name; the value is still encoded.</summary>
    public static bool TryGet(ReadOnlySpan<char> query, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!query.IsEmpty)
        {
            Next(ref query, out var candidate, out value);
            if (candidate.SequenceEqual(name))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>
    /// The decoded value of a parameter, or <see langword="null"/> when the query has none of that name.
    /// </summary>
    public static string? Get(ReadOnlySpan<char> query, ReadOnlySpan<char> name) =>
        TryGet(query, name, out var value) ? PercentEncoding.Decode(value) : null;

    /// <summary>Whether a parameter occurs more than once, so that two readers could disagree on its value.</summary>
    public static bool IsRepeated(ReadOnlySpan<char> query, ReadOnlySpan<char> name)
    {
        var seen = 0;
        while (!query.IsEmpty)
        {
            Next(ref query, out var candidate, out _);
            seen += candidate.SequenceEqual(name) ? 1 : 0;
        }

        return seen > 1;
    }

    /// <summary>Takes one pair off the front.</summary>
    public static void Next(
        scoped ref ReadOnlySpan<char> query, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var end = query.IndexOf('&');
        var pair = end < 0 ? query : query[..end];
        query = end < 0 ? default : query[(end + 1)..];
        var sign = pair.IndexOf('=');
        name = sign < 0 ? pair : pair[..sign];
        value = sign < 0 ? default : pair[(sign + 1)..];
    }
}
