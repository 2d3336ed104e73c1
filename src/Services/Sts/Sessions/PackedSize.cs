using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Holdfast.Services.Sts.Sessions;

/// <summary>Measures what policies and tags take in a token once they are packed, which has a limit of its own.</summary>
/// <remarks>
/// AWS tells the share of the limit (<c>PackedPolicySize</c>), not the limit or the format. Here both are ours: deflated, two kibibytes. The
/// examples of its reference come out about the same; policies with dozens of actions, of which AWS refuses some, come out smaller.
/// </remarks>
internal static class PackedSize
{
    /// <summary>The bytes that policies and tags may take.</summary>
    public const int BytesMax = 2048;

    /// <summary>Measures, in hundredths of the limit; null when nothing was passed.</summary>
    /// <exception cref="PackedPolicyTooLargeException">It is beyond the limit.</exception>
    public static int? Measure(string? document, IReadOnlyList<string> arns, IReadOnlyDictionary<string, string> tags)
    {
        if (document is null && arns.Count == 0 && tags.Count == 0)
        {
            return null;
        }

        var share = (int)Math.Ceiling(100.0 * BytesOf(document, arns, tags) / BytesMax);
        return share <= 100
            ? share
            : throw new PackedPolicyTooLargeException(string.Create(
                CultureInfo.InvariantCulture, $"Packed policy consumes {share}% of allotted space, please use smaller policy."));
    }

    private static long BytesOf(string? document, IReadOnlyList<string> arns, IReadOnlyDictionary<string, string> tags)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            Write(deflate, document ?? "");
            foreach (var arn in arns)
            {
                Write(deflate, arn);
            }

            foreach (var (key, value) in tags)
            {
                Write(deflate, key);
                Write(deflate, value);
            }
        }

        return packed.Length;
    }

    private static void Write(DeflateStream deflate, string text)
    {
        deflate.Write(Encoding.UTF8.GetBytes(text));
        deflate.WriteByte(0);
    }
}
