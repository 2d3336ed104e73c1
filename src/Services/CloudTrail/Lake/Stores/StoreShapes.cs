namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>The parts of answers that several operations share.</summary>
internal static class StoreShapes
{
    /// <summary>The federation of every store: there is no catalog that one could be seen from.</summary>
    public const string NotFederated = FederationStatus.DISABLED;

    /// <summary>The selectors as answers show them.</summary>
    public static IReadOnlyList<AdvancedEventSelectorShape> SelectorsOf(EventDataStore store) => [.. store.Selectors.Select(static selector => selector.ToShape())];
}
