namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>What can be set about the event history.</summary>
public sealed record EventHistoryOptions
{
    /// <summary>AWS's own limit of <see cref="LookupsPerSecondMax"/>.</summary>
    public const int LookupsPerSecondOfAws = 2;

    /// <summary>How many lookups an account may make in a region each second; null, the default, for any number. AWS allows two.</summary>
    public int? LookupsPerSecondMax { get; init; }
}
