using Holdfast.Kernel;

namespace Holdfast.Services.S3.Tags;

/// <summary>The rules for tags of buckets and objects (S3 API Reference, "PutBucketTagging", "PutObjectTagging").</summary>
internal static class TagRules
{
    /// <summary>The most tags of a bucket.</summary>
    public const int BucketQuota = 50;

    private const int KeyLengthMax = 128;
    private const int ValueLengthMax = 256;

    /// <summary>Reads the tags of a request; none at all are null.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="quota">The most that there can be.</param>
    /// <param name="tooMany">What is said when there are more.</param>
    /// <param name="twice">What is said when one is there twice, where that is not what is said of lists of tags.</param>
    /// <exception cref="ServiceException">There are too many, or one is none.</exception>
    public static IReadOnlyDictionary<string, string>? Read(IReadOnlyList<TagShape>? tags, int quota, string tooMany, Func<string, CommonException>? twice = null)
    {
        if (tags is not { Count: > 0 })
        {
            return null;
        }

        if (tags.Count > quota)
        {
            throw new CommonException("BadRequest", 400, tooMany);
        }

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            Check(tag.Key, tag.Value);
            if (!read.TryAdd(tag.Key, tag.Value))
            {
                throw twice?.Invoke(tag.Key) ?? Invalid("Cannot provide multiple Tags with the same key", tag.Key);
            }
        }

        return read;
    }

    /// <summary>Makes the shapes of tags.</summary>
    public static IReadOnlyList<TagShape> Of(IReadOnlyDictionary<string, string> tags) => [.. tags.Select(static tag => new TagShape { Key = tag.Key, Value = tag.Value })];

    /// <summary>Refuses a tag that cannot be.</summary>
    public static void Check(string? key, string? value)
    {
        if (key is not { Length: > 0 and <= KeyLengthMax } || !key.All(IsLetter))
        {
            throw Invalid("The TagKey you have provided is invalid", key);
        }

        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid("System tags cannot be added/updated by requester", key);
        }

        if (value is not { Length: <= ValueLengthMax } || !value.All(IsLetter))
        {
            throw Invalid("The TagValue you have provided is invalid", key);
        }
    }

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || char.IsWhiteSpace(letter) || "_.:/=+-@".Contains(letter, StringComparison.Ordinal);

    private static CommonException Invalid(string message, string? key) => new("InvalidTag", 400, message) { Details = [new("TagKey", key ?? "")] };
}
