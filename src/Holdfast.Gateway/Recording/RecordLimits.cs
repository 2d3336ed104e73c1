using System.Text.Json;
using System.Text.Unicode;

namespace Holdfast.Gateway.Recording;

/// <summary>The sizes that a field of a record may have, as AWS publishes them (CloudTrail user guide, record contents), and how longer values are cut.</summary>
internal static class RecordLimits
{
    /// <summary>The most bytes of <c>userAgent</c>, <c>errorCode</c> and <c>errorMessage</c>; the rest is cut off.</summary>
    public const int TextBytesMax = 1024;

    /// <summary>The most bytes of <c>requestParameters</c> and of <c>responseElements</c>; a larger one is left out as a whole.</summary>
    public const int ElementsBytesMax = 100 * 1024;

    /// <summary>Writes a text, cut to its limit at the boundary of a character.</summary>
    public static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string text)
    {
        Span<byte> cut = stackalloc byte[TextBytesMax];
        Utf8.FromUtf16(text, cut, out _, out var written);
        writer.WriteString(name, cut[..written]);
    }

    /// <summary>Writes what stands in the place of elements that are too large.</summary>
    public static void WriteOmitted(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int size)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("omitted"u8, true);
        writer.WriteNumber("originalSize"u8, size);
        writer.WriteString("reason"u8, [.. name, .. " too large"u8]);
        writer.WriteEndObject();
    }
}
