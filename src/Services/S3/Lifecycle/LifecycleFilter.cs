using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Says which objects a lifecycle rule is about.</summary>
internal static class LifecycleFilter
{
    /// <summary>Says whether a rule is about a version.</summary>
    public static bool Matches(LifecycleRuleShape rule, StoredObject version)
    {
        var (filter, both) = (rule.Filter, rule.Filter?.And);
        return HasPrefix(rule, version.Key)
            && HasTag(version, filter?.Tag)
            && (both?.Tags?.All(tag => HasTag(version, tag)) ?? true)
            && version.Size > (filter?.ObjectSizeGreaterThan ?? both?.ObjectSizeGreaterThan ?? -1)
            && version.Size < (filter?.ObjectSizeLessThan ?? both?.ObjectSizeLessThan ?? long.MaxValue);
    }

    /// <summary>Says whether a rule is about a key, as far as the key alone tells.</summary>
    public static bool HasPrefix(LifecycleRuleShape rule, string key)
        => key.StartsWith(rule.Filter?.Prefix ?? rule.Filter?.And?.Prefix ?? rule.Prefix ?? "", StringComparison.Ordinal);

    /// <summary>Says whether a rule says itself how large its objects are.</summary>
    public static bool SaysSize(LifecycleRuleShape rule)
        => (rule.Filter?.ObjectSizeGreaterThan ?? rule.Filter?.And?.ObjectSizeGreaterThan
            ?? rule.Filter?.ObjectSizeLessThan ?? rule.Filter?.And?.ObjectSizeLessThan) is not null;

    private static bool HasTag(StoredObject version, TagShape? tag)
        => tag is null || (version.Tags?.TryGetValue(tag.Key, out var value) == true && value == tag.Value);
}
