namespace Holdfast.Store;

/// <summary>A timer that the store keeps until it is due.</summary>
/// <param name="Kind">The kind, which names its handler.</param>
/// <param name="Key">What it is for; one timer for each kind and key.</param>
/// <param name="Due">When it fires.</param>
public sealed record ArmedTimer(string Kind, string Key, DateTimeOffset Due)
{
    /// <summary>The number of changes that led to its arming; set by the store.</summary>
    public int Depth { get; init; }
}
