using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Tags;

/// <summary>The tags of trails: what they may be, and how they change.</summary>
internal static class TrailTags
{
    /// <summary>The most tags of a trail.</summary>
    public const int QuotaPerTrail = 50;

    private const string ReservedStart = "aws:";

    /// <summary>The condition keys of tags that a request brings.</summary>
    public static IEnumerable<ConditionKey> RequestKeys(IReadOnlyList<TagShape>? tags)
        => tags is not { Count: > 0 }
            ? []
            : [.. tags.DistinctBy(static tag => tag.Key).Select(static tag => new ConditionKey($"aws:RequestTag/{tag.Key}", tag.Value ?? "")), TagKeys(tags)];

    /// <summary>The condition key that has the keys of a request's tags.</summary>
    public static ConditionKey TagKeys(IReadOnlyList<TagShape> tags) => new("aws:TagKeys", [.. tags.Select(static tag => tag.Key)], IsMultivalued: true);

    /// <summary>Adds tags to those that are there.</summary>
    /// <exception cref="InvalidTagParameterException">A key comes twice, or is reserved.</exception>
    /// <exception cref="TagsLimitExceededException">There would be too many.</exception>
    public static IReadOnlyDictionary<string, string> Put(IEnumerable<KeyValuePair<string, string>> present, IReadOnlyList<TagShape> tags)
    {
        var after = new Dictionary<string, string>(present, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (!seen.Add(tag.Key))
            {
                throw new InvalidTagParameterException($"Duplicate tag key: {tag.Key}.");
            }

            if (tag.Key.StartsWith(ReservedStart, StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidTagParameterException($"Tag keys that start with {ReservedStart} are reserved: {tag.Key}.");
            }

            after[tag.Key] = tag.Value ?? "";
        }

        return after.Count <= QuotaPerTrail
            ? after
            : throw new TagsLimitExceededException($"The number of tags per trail exceeds the limit of {QuotaPerTrail}.");
    }

    /// <summary>Takes tags away; one that has a value goes only with that value.</summary>
    public static IReadOnlyDictionary<string, string> Remove(IReadOnlyDictionary<string, string> present, IReadOnlyList<TagShape> tags)
        => present
            .Where(tag => !tags.Any(gone => gone.Key == tag.Key && (gone.Value is null || gone.Value == tag.Value)))
            .ToDictionary(StringComparer.Ordinal);
}
