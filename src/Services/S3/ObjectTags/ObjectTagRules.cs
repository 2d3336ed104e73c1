using Holdfast.Kernel;

namespace Holdfast.Services.S3.ObjectTags;

/// <summary>What distinguishes the tags of objects from those of buckets (S3 User Guide, "Categorizing your objects using tags").</summary>
internal static class ObjectTagRules
{
    /// <summary>The most tags of an object.</summary>
    public const int Quota = 10;

    /// <summary>What is said when there are more.</summary>
    public const string TooMany = "Object tags cannot be greater than 10";

    /// <summary>No tags.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The condition keys of the tags that a request brings, whether they are allowed or not.</summary>
    public static IEnumerable<ConditionKey> Keys(IReadOnlyList<TagShape> tags)
        => tags.Count == 0 ? []
            : tags.DistinctBy(static tag => tag.Key, StringComparer.Ordinal)
                .Select(static tag => new ConditionKey($"s3:RequestObjectTag/{tag.Key}", tag.Value))
                .Append(new("s3:RequestObjectTagKeys", [.. tags.Select(static tag => tag.Key).Distinct(StringComparer.Ordinal)], IsMultivalued: true));
}
