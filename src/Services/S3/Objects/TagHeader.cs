using Holdfast.Kernel;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.S3.Objects;

/// <summary>Reads the tags that a request gives its object in a header, in the form of a query string (<c>x-amz-tagging</c>).</summary>
internal static class TagHeader
{
    private const int TagsMax = 10;

    /// <summary>Reads them; null when there are none.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = Decode(equals < 0 ? part : part[..equals]);
            var value = equals < 0 ? "" : Decode(part[(equals + 1)..]);
            TagRules.Check(key, value);
            if (!tags.TryAdd(key, value))
            {
                throw S3Errors.InvalidArgument(
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.", "x-amz-tagging", text);
            }
        }

        return tags.Count > TagsMax ? throw new CommonException("BadRequest", 400, $"Object tags cannot be greater than {TagsMax}")
            : tags.Count == 0 ? null
            : tags;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
