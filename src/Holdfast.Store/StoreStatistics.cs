namespace Holdfast.Store;

/// <summary>What a store has done since it was opened, and what it holds back.</summary>
public sealed record StoreStatistics
{
    /// <summary>The units of work that were kept.</summary>
    public required long Commits { get; init; }

    /// <summary>The units of work that met another's.</summary>
    public required long Conflicts { get; init; }

    /// <summary>The times that the disk was waited for; each is shared by many units of work.</summary>
    public required long Groups { get; init; }

    /// <summary>The groups that the disk refused.</summary>
    public required long Failures { get; init; }

    /// <summary>The stream entries that wait for the next group.</summary>
    public required int DeferredEntries { get; init; }

    /// <summary>What the disk said when it last refused, while it still refuses; null when the last group was kept.</summary>
    public required string? Fault { get; init; }
}
