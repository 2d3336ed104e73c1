namespace Holdfast.Policy.Matching;

/// <summary>
/// Matches text against patterns with <c>*</c> and <c>?</c>: one point of return at a time, never a tree of them, so
/// that the cost is at most the product of both lengths however a pattern is built.
/// </summary>
internal static class Wildcard
{
    /// <summary>Stands for <c>*</c> in a compiled pattern, where the character <c>*</c> itself is plain text.</summary>
    public const char AnyRun = '\uFFFE';

    /// <summary>Stands for <c>?</c> in a compiled pattern.</summary>
    public const char AnyOne = '\uFFFF';

    /// <summary>Marks the wildcards of a text that has no variables and no escapes.</summary>
    public static string Compile(string text) => Neutralize(text).Replace('*', AnyRun).Replace('?', AnyOne);

    /// <summary>Makes plain text of the two marks, which are no characters and so name nothing real.</summary>
    public static string Neutralize(string text) =>
        text.AsSpan().ContainsAny(AnyRun, AnyOne) ? text.Replace(AnyRun, '\uFFFD').Replace(AnyOne, '\uFFFD') : text;

    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == AnyRun)
            {
                if (++p == pattern.Length)
                {
                    return true;
                }

                (star, mark) = (p, t);
            }
            else if (p < pattern.Length && (pattern[p] == text[t] || pattern[p] == AnyOne))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // Only the last '*' can still grow: what earlier ones took is as short as it can be.
                (p, t) = (star, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept(AnyRun) < 0;
    }

    public static bool IsMatchIgnoreCase(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == AnyRun)
            {
                if (++p == pattern.Length)
                {
                    return true;
                }

                (star, mark) = (p, t);
            }
            else if (p < pattern.Length
                && (pattern[p] == AnyOne || TextHash.ToLower(pattern[p]) == TextHash.ToLower(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept(AnyRun) < 0;
    }
}
