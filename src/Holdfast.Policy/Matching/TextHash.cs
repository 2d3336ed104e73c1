namespace Holdfast.Policy.Matching;

/// <summary>A hash of names in which ASCII letter case does not count; the same in every process.</summary>
internal static class TextHash
{
    public const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong IgnoreCase(ReadOnlySpan<char> text, ulong seed = Seed)
    {
        var hash = seed;
        foreach (var c in text)
        {
            hash = Add(hash, ToLower(c));
        }

        return hash;
    }

    public static ulong Add(ulong hash, char lower) => (hash ^ lower) * Prime;

    public static char ToLower(char c) => (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;
}
