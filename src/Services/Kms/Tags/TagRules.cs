using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Tags;

/// <summary>The rules for the tags of keys, and the forms in which requests and conditions have them.</summary>
internal static class TagRules
{
    /// <summary>Tags on one key.</summary>
    public const int TagsPerKey = 50;

    private const string ReservedPrefix = "aws:";

    /// <summary>Checks the tags that a request brings.</summary>
    /// <exception cref="TagException">A key comes twice, or is reserved.</exception>
    public static IReadOnlyList<Tag> Read(IReadOnlyList<TagShape>? tags)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<Tag>(tags?.Count ?? 0);
        foreach (var tag in tags ?? [])
        {
            if (tag.TagKey.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
            {
                throw new TagException("aws: prefixed tag key names are not allowed for external use.");
            }

            if (!seen.Add(tag.TagKey))
            {
                throw new TagException("Duplicate tag keys");
            }

            read.Add(new(tag.TagKey, tag.TagValue));
        }

        return read;
    }

    /// <summary>Puts tags on a key: one that is there gets the new value.</summary>
    /// <exception cref="LimitExceededException">The key would have more than <see cref="TagsPerKey"/>.</exception>
    public static IReadOnlyList<Tag> Put(IReadOnlyList<Tag> existing, IReadOnlyList<Tag> added)
    {
        Tag[] all = [.. existing.Where(old => !added.Any(tag => tag.Key == old.Key)), .. added];
        return all.Length <= TagsPerKey ? all : throw new LimitExceededException("Too many tags");
    }

    /// <summary>Gives the modeled form.</summary>
    public static IReadOnlyList<TagShape> ToShapes(this IReadOnlyList<Tag> tags)
        => [.. tags.Select(tag => new TagShape { TagKey = tag.Key, TagValue = tag.Value })];

    /// <summary>Gives the condition keys that tell the tags that a request brings.</summary>
    public static IEnumerable<ConditionKey> RequestKeys(this IReadOnlyList<TagShape>? tags)
        => TagConditions.OfRequest(tags?.Select(tag => KeyValuePair.Create(tag.TagKey, tag.TagValue)) ?? []);
}
