namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>What the answers that show an event data store have in common.</summary>
internal interface IStoreAnswer
{
    /// <summary>The ARN.</summary>
    string? EventDataStoreArn { get; init; }

    /// <summary>The name.</summary>
    string? Name { get; init; }

    /// <summary>The status.</summary>
    string? Status { get; init; }

    /// <summary>Which events it takes in.</summary>
    IReadOnlyList<AdvancedEventSelectorShape>? AdvancedEventSelectors { get; init; }

    /// <summary>Whether it takes in the events of all regions.</summary>
    bool? MultiRegionEnabled { get; init; }

    /// <summary>Whether it takes in the events of an organization.</summary>
    bool? OrganizationEnabled { get; init; }

    /// <summary>How long it keeps an event, in days.</summary>
    int? RetentionPeriod { get; init; }

    /// <summary>Whether it cannot be deleted.</summary>
    bool? TerminationProtectionEnabled { get; init; }

    /// <summary>When it was made.</summary>
    DateTimeOffset? CreatedTimestamp { get; init; }

    /// <summary>When it was last changed.</summary>
    DateTimeOffset? UpdatedTimestamp { get; init; }

    /// <summary>The billing mode.</summary>
    string? BillingMode { get; init; }
}
