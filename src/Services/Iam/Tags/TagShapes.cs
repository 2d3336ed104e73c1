using Holdfast.Kernel;
using Holdfast.Kernel.Paging;

namespace Holdfast.Services.Iam.Tags;

/// <summary>Tags as answers and conditions have them.</summary>
internal static class TagShapes
{
    /// <summary>Gives the modeled form.</summary>
    public static IReadOnlyList<TagShape> ToShapes(this IReadOnlyList<Tag> tags)
        => [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })];

    /// <summary>Gives the modeled form, or nothing when there are no tags: most answers then leave the list out.</summary>
    public static IReadOnlyList<TagShape>? ToShapesOrNull(this IReadOnlyList<Tag> tags) => tags is [] ? null : tags.ToShapes();

    /// <summary>Gives the tags of a user or role by key, in whatever case ("Tag keys … are case insensitive").</summary>
    public static Dictionary<string, string> ToDictionary(this IReadOnlyList<Tag> tags)
        => tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a page of tags, in the order of their keys.</summary>
    public static Page<TagShape> Page(this IReadOnlyList<Tag> tags, Listing listing)
        => listing.Of(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), tag => tag.Key)
            .Select(tag => new TagShape { Key = tag.Key, Value = tag.Value });

    /// <summary>Gives the global condition keys that tell the tags of the resource that is acted on: all that anything but users and roles has.</summary>
    public static IReadOnlyList<ConditionKey> GlobalResourceKeys(this IReadOnlyList<Tag> tags)
        => tags is [] ? [] : [.. TagConditions.OfResource(tags.Pairs())];

    /// <summary>Gives the condition keys that tell the tags of the user or role that is acted on; those of IAM tell them too.</summary>
    public static IReadOnlyList<ConditionKey> ResourceKeys(this IReadOnlyList<Tag> tags)
        => tags is [] ? [] : [.. TagConditions.OfResource(tags.Pairs(), "iam")];

    /// <summary>Gives the condition keys that tell the tags that the request brings.</summary>
    public static IEnumerable<ConditionKey> RequestKeys(this IReadOnlyList<TagShape>? tags)
        => TagConditions.OfRequest(tags?.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)) ?? []);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(this IReadOnlyList<Tag> tags)
        => tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value));
}
