using Holdfast.Services.S3.ObjectTags;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.S3.Objects;

/// <summary>Reads the tags that a request gives its object in a header, in the form of a query string (<c>x-amz-tagging</c>).</summary>
internal static class TagHeader
{
    /// <summary>Reads them; null when there are none.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string text) => TagRules.Read(
        [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)],
        ObjectTagRules.Quota,
        ObjectTagRules.TooMany,
        _ => S3Errors.InvalidArgument(
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.", "x-amz-tagging", text));

    private static TagShape ReadOne(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return new() { Key = Decode(equals < 0 ? part : part[..equals]), Value = equals < 0 ? "" : Decode(part[(equals + 1)..]) };
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
