using System.Globalization;
using System.Runtime.InteropServices;
using Holdfast.Kernel;

namespace Holdfast.Services.S3.Objects;

/// <summary>The bytes of an object that a request wants.</summary>
/// <param name="Offset">The first.</param>
/// <param name="Length">How many.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectExtent(long Offset, long Length)
{
    /// <summary>Whether they are told to be a part, which may also be all there is.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The number of the object's parts, where one of them is asked for by its number.</summary>
    public int? PartsCount { get; init; }

    /// <summary>Reads the header <c>Range</c>; what is no range of bytes, or several, means all (RFC 9110, 14.2).</summary>
    /// <param name="range">The header.</param>
    /// <param name="size">The bytes of the object.</param>
    /// <exception cref="ServiceException">None of the object's bytes are in the range.</exception>
    public static ObjectExtent OfRange(string? range, long size)
    {
        var whole = new ObjectExtent(0, size);
        if (range is null || !range.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
        {
            return whole;
        }

        var text = range.AsSpan("bytes=".Length).Trim();
        var dash = text.IndexOf('-');
        if (dash < 0 || !TryRead(text[..dash], out var first) || !TryRead(text[(dash + 1)..], out var last) || (first is null && last is null) || last < first)
        {
            return whole;
        }

        if (first is null)
        {
            // The last so many bytes.
            first = Math.Max(0, size - last!.Value);
            last = last == 0 ? -1 : size - 1;
        }

        return first < size && last is not -1
            ? new(first.Value, Math.Min(last ?? long.MaxValue, size - 1) - first.Value + 1) { IsPartial = true }
            : throw NotSatisfiable(range, size);
    }

    /// <summary>No byte of the object is in the range.</summary>
    public static CommonException NotSatisfiable(string range, long size)
        => new("InvalidRange", 416, "The requested range is not satisfiable")
        {
            Details = [new("RangeRequested", range), new("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture))],
        };

    private static bool TryRead(ReadOnlySpan<char> text, out long? value)
    {
        value = null;
        if (text.IsEmpty)
        {
            return true;
        }

        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        value = number;
        return isNumber;
    }
}
