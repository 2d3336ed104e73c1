namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>The parts of answers that several operations share.</summary>
internal static class StoreShapes
{
    /// <summary>The federation of every store: there is no catalog that one could be seen from.</summary>
    public const string NotFederated = FederationStatus.DISABLED;

    /// <summary>A store as answers show it.</summary>
    public static T Answer<T>(EventDataStore store)
        where T : IStoreAnswer, new()
        => new()
        {
            EventDataStoreArn = store.Arn,
            Name = store.Name,
            Status = store.Status,
            AdvancedEventSelectors = SelectorsOf(store),
            MultiRegionEnabled = store.IsMultiRegion,
            OrganizationEnabled = false,
            RetentionPeriod = store.RetentionDays,
            TerminationProtectionEnabled = store.IsProtected,
            CreatedTimestamp = store.CreatedAt,
            UpdatedTimestamp = store.UpdatedAt,
            BillingMode = store.BillingMode,
        };

    /// <summary>The selectors as answers show them.</summary>
    public static IReadOnlyList<AdvancedEventSelectorShape> SelectorsOf(EventDataStore store) => [.. store.Selectors.Select(static selector => selector.ToShape())];
}
