using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Conditions;

/// <summary>The name of a condition key, hashed once; letter case does not count.</summary>
/// <remarks>Make it once: a service keeps its keys in static fields, a store keeps one with each tag.</remarks>
public sealed class ConditionKey : IEquatable<ConditionKey>
{
    private ConditionKey(string name)
    {
        Name = name;
        Hash = TextHash.IgnoreCase(name);
        Slot = KeySlots.Of(Hash, name);
    }

    /// <summary>The name as first written.</summary>
    public string Name { get; }

    internal ulong Hash { get; }

    /// <summary>Its fixed place in every context; 0 for the keys that have none.</summary>
    internal int Slot { get; }

    /// <summary>The key of a name, <c>aws:SourceIp</c> for instance.</summary>
    public static ConditionKey Create(string name) => new(name);

    /// <summary>The key of a tag within a family such as <c>aws:ResourceTag/</c>.</summary>
    public static ConditionKey Create(string family, string tag) => new(family + tag);

    /// <inheritdoc/>
    public bool Equals(ConditionKey? other) =>
        other is not null && Hash == other.Hash && Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConditionKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
