using System.Buffers.Binary;
using System.Text;
using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>The encryption context of a request: names and values that are authenticated with the ciphertext, and that conditions speak of.</summary>
internal static class EncryptionContext
{
    /// <summary>Gives the condition keys that tell it.</summary>
    public static IEnumerable<ConditionKey> ConditionKeys(this IReadOnlyDictionary<string, string>? context)
    {
        if (context is null or { Count: 0 })
        {
            yield break;
        }

        foreach (var (name, value) in context)
        {
            yield return new("kms:EncryptionContext:" + name, value);
        }

        yield return new("kms:EncryptionContextKeys", [.. context.Keys], IsMultivalued: true);
    }

    /// <summary>Says whether it has all the pairs of another, by letter.</summary>
    public static bool Has(this IReadOnlyDictionary<string, string>? context, IReadOnlyDictionary<string, string> pairs)
        => pairs.All(pair => context is not null && context.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>Says whether it has the pairs of another and no more.</summary>
    public static bool Is(this IReadOnlyDictionary<string, string>? context, IReadOnlyDictionary<string, string> pairs)
        => (context?.Count ?? 0) == pairs.Count && context.Has(pairs);

    /// <summary>Gives the bytes that are authenticated, the same whatever the order in which the pairs came; they follow what is before them.</summary>
    /// <param name="context">The pairs.</param>
    /// <param name="before">What is authenticated before them.</param>
    public static byte[] ToBytes(IReadOnlyDictionary<string, string>? context, ReadOnlySpan<byte> before)
    {
        if (context is null or { Count: 0 })
        {
            return before.ToArray();
        }

        var names = context.Keys.ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        var bytes = new byte[before.Length + names.Sum(name => LengthOf(name) + LengthOf(context[name]))];
        before.CopyTo(bytes);
        var rest = bytes.AsSpan(before.Length);
        foreach (var name in names)
        {
            Write(name, ref rest);
            Write(context[name], ref rest);
        }

        return bytes;
    }

    private static int LengthOf(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    private static void Write(string text, ref Span<byte> rest)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        rest = rest[(sizeof(int) + length)..];
    }
}
