namespace Holdfast.Services.S3.Listing;

/// <summary>The order in which S3 lists keys: that of their UTF-8 bytes, which is the order of code points and not of UTF-16.</summary>
internal static class Utf8Order
{
    // What no key is longer than, in bytes, and the bytes of the last code point.
    private const int KeyBytesMax = 1_024;
    private const int LastBytes = 4;
    private const string Last = "\U0010FFFF";

    /// <summary>Compares two keys.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Weight(left[common]).CompareTo(Weight(right[common]));
    }

    /// <summary>Makes a text that comes after every key with a prefix and before all others that come after it.</summary>
    public static string EndOf(string prefix)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(prefix);
        return prefix + string.Concat(Enumerable.Repeat(Last, (Math.Max(0, KeyBytesMax - bytes) / LastBytes) + 1));
    }

    // Surrogates stand for code points above U+FFFF, and so come after U+E000 to U+FFFF.
    private static int Weight(char c) => c < 0xD800 ? c : c <= 0xDFFF ? c + 0x10000 : c;
}
