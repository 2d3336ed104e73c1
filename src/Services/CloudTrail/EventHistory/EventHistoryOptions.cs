namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>What can be set about the event history.</summary>
public sealed class EventHistoryOptions
{
    /// <summary>How many lookups AWS allows an account in a region each second.</summary>
    public const int LookupsPerSecondOfAws = 2;

    /// <summary>How many lookups an account may make in a region each second; zero, the default, is no bound.</summary>
    public int LookupsPerSecond { get; set; }
}
