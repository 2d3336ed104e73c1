using Holdfast.Kernel;
using Holdfast.Services.Iam.Paging;

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
        => tags is [] ? [] : [.. tags.Select(tag => new ConditionKey("aws:ResourceTag/" + tag.Key, tag.Value))];

    /// <summary>Gives the condition keys that tell the tags of the user or role that is acted on; those of IAM tell them too.</summary>
    public static IReadOnlyList<ConditionKey> ResourceKeys(this IReadOnlyList<Tag> tags)
    {
        if (tags is [])
        {
            return [];
        }

        var keys = new List<ConditionKey>(2 * tags.Count);
        foreach (var tag in tags)
        {
            keys.Add(new("aws:ResourceTag/" + tag.Key, tag.Value));
            keys.Add(new("iam:ResourceTag/" + tag.Key, tag.Value));
        }

        return keys;
    }

    /// <summary>Gives the condition keys that tell the tags that the request brings.</summary>
    public static IEnumerable<ConditionKey> RequestKeys(this IReadOnlyList<TagShape>? tags)
    {
        if (tags is null or [])
        {
            yield break;
        }

        foreach (var tag in tags)
        {
            yield return new("aws:RequestTag/" + tag.Key, tag.Value);
        }

        yield return TagKeys([.. tags.Select(tag => tag.Key)]);
    }

    /// <summary>Gives the condition key that tells which tag keys the request speaks of.</summary>
    public static ConditionKey TagKeys(IReadOnlyList<string> keys) => new("aws:TagKeys", keys, IsMultivalued: true);
}
