using System.Buffers;
using System.Runtime.InteropServices;

namespace Holdfast.Protocols.Signing;

/// <summary>The query as the canonical request has it: encoded once, sorted by name, then by value.</summary>
internal static class CanonicalQuery
{
    /// <summary>Up to this many parameters are sorted in place on the stack.</summary>
    private const int FewParameters = 32;

    /// <summary>Appends the query without <paramref name="except"/>, the parameter that holds the signature.</summary>
    public static void Append(ref Utf8Buffer output, ReadOnlySpan<char> query, ReadOnlySpan<char> except)
    {
        if (query.IsEmpty)
        {
            return;
        }

        var encoded = new Utf8Buffer(stackalloc byte[512]);
        var bound = query.Count('&') + 1;
        Pair[]? rented = null;
        var pairs = bound <= FewParameters
            ? stackalloc Pair[FewParameters]
            : rented = ArrayPool<Pair>.Shared.Rent(bound);
        try
        {
            var count = Encode(ref encoded, query, except, pairs);
            Sort(pairs[..count], encoded.Written);
            for (var index = 0; index < count; index++)
            {
                if (index > 0)
                {
                    output.Append((byte)'&');
                }

                output.Append(pairs[index].Name(encoded.Written));
                output.Append((byte)'=');
                output.Append(pairs[index].Value(encoded.Written));
            }
        }
        finally
        {
            encoded.Dispose();
            if (rented is not null)
            {
                ArrayPool<Pair>.Shared.Return(rented);
            }
        }
    }

    private static int Encode(
        ref Utf8Buffer encoded, ReadOnlySpan<char> query, ReadOnlySpan<char> except, scoped Span<Pair> pairs)
    {
        var count = 0;
        while (!query.IsEmpty)
        {
            QueryParameters.Next(ref query, out var name, out var value);
            if ((name.IsEmpty && value.IsEmpty) || (!except.IsEmpty && name.SequenceEqual(except)))
            {
                continue;
            }

            var start = encoded.Length;
            PercentEncoding.Reencode(ref encoded, name, keepSlash: false, plusIsSpace: true);
            var middle = encoded.Length;
            PercentEncoding.Reencode(ref encoded, value, keepSlash: false, plusIsSpace: true);
            pairs[count++] = new Pair(start, middle, encoded.Length);
        }

        return count;
    }

    private static void Sort(Span<Pair> pairs, ReadOnlySpan<byte> text)
    {
        if (pairs.Length > FewParameters)
        {
            // Insertion costs the square; a long query comes from an odd client or a hostile one.
            var copy = text.ToArray();
            pairs.Sort((left, right) => Pair.Compare(left, right, copy));
            return;
        }

        for (var index = 1; index < pairs.Length; index++)
        {
            var pair = pairs[index];
            var at = index;
            while (at > 0 && Pair.Compare(pairs[at - 1], pair, text) > 0)
            {
                pairs[at] = pairs[at - 1];
                at--;
            }

            pairs[at] = pair;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pair(int Start, int Middle, int End)
    {
        public static int Compare(Pair left, Pair right, ReadOnlySpan<byte> text)
        {
            var names = left.Name(text).SequenceCompareTo(right.Name(text));
            return names != 0 ? names : left.Value(text).SequenceCompareTo(right.Value(text));
        }

        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text) => text[Start..Middle];

        public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text) => text[Middle..End];
    }
}
