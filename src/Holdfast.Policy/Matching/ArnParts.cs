namespace Holdfast.Policy.Matching;

/// <summary>
/// Compares ARNs as the ARN operators do: each of the six parts between colons by itself, the last with all that
/// follows (IAM User Guide, "Amazon Resource Name (ARN) condition operators").
/// </summary>
internal static class ArnParts
{
    private const int Count = 6;

    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        for (var part = 1; part < Count; part++)
        {
            var p = pattern.IndexOf(':');
            var t = text.IndexOf(':');
            if (p < 0 || t < 0 || !Wildcard.IsMatch(pattern[..p], text[..t]))
            {
                return false;
            }

            pattern = pattern[(p + 1)..];
            text = text[(t + 1)..];
        }

        return Wildcard.IsMatch(pattern, text);
    }
}
