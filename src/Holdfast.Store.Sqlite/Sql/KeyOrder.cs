using System.Buffers;
using System.Text;

namespace Holdfast.Store.Sqlite.Sql;

/// <summary>The order in which SQLite keeps keys: that of their UTF-8 bytes, which is the order of code points and not of UTF-16.</summary>
internal static class KeyOrder
{
    public static int Compare(string? left, string? right) => Compare(left.AsSpan(), right.AsSpan());

    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        return Weight(left[common]).CompareTo(Weight(right[common]));
    }

    /// <summary>Whether a key lies in a range: it starts with the prefix, comes after one key and not after another.</summary>
    public static bool Contains(string prefix, string? after, string? last, string key)
        => key.StartsWith(prefix, StringComparison.Ordinal)
            && (after is null || Compare(key, after) > 0)
            && (last is null || Compare(key, last) <= 0);

    /// <summary>Binds the two ends between which lie all keys with a prefix that come after another key.</summary>
    public static void BindRange(Statement statement, int index, string prefix, string? after)
    {
        // Above any prefix: its last byte plus one. 0xFF never occurs in UTF-8, so one more always fits.
        var most = Encoding.UTF8.GetMaxByteCount(prefix.Length) + 1;
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        var length = Encoding.UTF8.GetBytes(prefix, bytes);
        if (after is not null && Compare(after, prefix) >= 0)
        {
            statement.Bind(index, after + '\0');
        }
        else
        {
            statement.BindText(index, bytes.AsSpan(0, length));
        }

        bytes[length == 0 ? 0 : length - 1] = length == 0 ? (byte)0xFF : (byte)(bytes[length - 1] + 1);
        statement.BindText(index + 1, bytes.AsSpan(0, Math.Max(length, 1)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    // Surrogates stand for code points above U+FFFF, and so come after U+E000 to U+FFFF.
    private static int Weight(char c) => c < 0xD800 ? c : c <= 0xDFFF ? c + 0x10000 : c;
}
