namespace Holdfast.Kernel;

/// <summary>The condition keys by which policies speak of tags.</summary>
/// <remarks>See "AWS global condition context keys" in the IAM User Guide.</remarks>
public static class TagConditions
{
    /// <summary>Gives the keys that tell the tags that a request brings; none when it brings none.</summary>
    public static IEnumerable<ConditionKey> OfRequest(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var keys = new List<string>();
        foreach (var (key, value) in tags)
        {
            keys.Add(key);
            yield return new("aws:RequestTag/" + key, value);
        }

        if (keys.Count > 0)
        {
            yield return Keys(keys);
        }
    }

    /// <summary>Gives the key that tells which tag keys a request speaks of.</summary>
    public static ConditionKey Keys(IReadOnlyList<string> keys) => new("aws:TagKeys", keys, IsMultivalued: true);

    /// <summary>Gives the keys that tell the tags of the resource that is acted on.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="service">The service whose own key tells them too, such as <c>iam</c>; null when the global one alone does.</param>
    public static IEnumerable<ConditionKey> OfResource(IEnumerable<KeyValuePair<string, string>> tags, string? service = null)
    {
        foreach (var (key, value) in tags)
        {
            yield return new("aws:ResourceTag/" + key, value);
            if (service is not null)
            {
                yield return new($"{service}:ResourceTag/{key}", value);
            }
        }
    }
}
