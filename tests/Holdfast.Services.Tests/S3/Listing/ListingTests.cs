using System.Globalization;
using System.Text;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Listing;

/// <summary>Buckets whose objects are put in place directly, and their listings page by page.</summary>
public abstract class ListingTests : S3Tests
{
    /// <summary>Keys that are hard on whoever takes them for file names, lines or XML.</summary>
    protected static readonly string[] HostileKeys =
    [
        "../../etc/passwd", "./a", "a//b", "/", "//", "\0", "a\0", "a\0b", "a\0\0", "a\u0001", "a\nb", "a\rb", "a\tb", "a b", "a+b", "a%2Fb", "a&b<c>\"d'",
        "Case", "case", "CASE", "é", "e\u0301", "\uFFFD", "\uE000", "\U0001F512", "\U0010FFFF", "\U0010FFFF\U0010FFFF", "\uFFFF", "~", new string('k', 1_024),
        string.Concat(Enumerable.Repeat("\U0001F512", 256)), new string('\0', 1_024),
    ];

    /// <summary>Puts objects in place.</summary>
    protected async Task GivenObjectsAsync(params IEnumerable<string> keys)
    {
        await GivenBucketAsync();
        var ordinal = 0L;
        await World.WriteAsync(transaction =>
        {
            foreach (var key in keys)
            {
                transaction.Insert(new CurrentObject(Stored(key, ++ordinal)));
            }
        });
    }

    /// <summary>Makes an object without a body.</summary>
    private protected StoredObject Stored(string key, long ordinal, bool isMarker = false, string? versionId = null) => new()
    {
        Bucket = Bucket,
        Key = key,
        VersionId = versionId ?? VersionIds.Make(World.Ids, ordinal),
        Ordinal = ordinal,
        ModifiedAt = World.Now,
        Owner = World.Account,
        IsDeleteMarker = isMarker,
        ETag = ordinal.ToString("x32", CultureInfo.InvariantCulture),
        Size = ordinal,
    };

    /// <summary>The keys in the order of their bytes.</summary>
    protected static IEnumerable<string> InOrder(IEnumerable<string> keys)
        => keys.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));

    /// <summary>What a listing without versions has, by the plainest way to find it: keys and common prefixes in order.</summary>
    protected static IReadOnlyList<string> Naive(IEnumerable<string> keys, string prefix, string? delimiter, string after)
    {
        var seen = new List<string>();
        foreach (var key in InOrder(keys).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var at = delimiter is null ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var entry = at < 0 ? key : key[..(at + delimiter!.Length)];
            if (InOrder([entry, after]).First() == after && entry != after && !seen.Contains(entry) && !IsUnder(entry, after, at >= 0))
            {
                seen.Add(entry);
            }
        }

        return seen;
    }

    private static bool IsUnder(string entry, string after, bool isPrefix) => isPrefix && after.StartsWith(entry, StringComparison.Ordinal);
}
