using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Starts and stops the taking in of events.</summary>
internal static class Ingestion
{
    /// <summary>The windows that are remembered; an event older than all of them has been taken in long ago.</summary>
    private const int WindowsMax = 100;

    /// <summary>The windows with a new one from an instant on.</summary>
    public static IReadOnlyList<IngestionWindow> Opened(IReadOnlyList<IngestionWindow> windows, DateTimeOffset now)
        => windows is [.., { To: null }] ? windows : [.. windows.Skip(windows.Count - WindowsMax + 1), new(now, To: null)];

    /// <summary>The windows, of which none is open after an instant.</summary>
    public static IReadOnlyList<IngestionWindow> Closed(IReadOnlyList<IngestionWindow> windows, DateTimeOffset now)
        => windows is [.., { To: null } last] ? [.. windows.SkipLast(1), last with { To = now }] : windows;

    /// <summary>Finds a store whose ingestion can be started or stopped, which is in a status.</summary>
    /// <exception cref="InvalidEventDataStoreStatusException">It is in another.</exception>
    /// <exception cref="InvalidEventDataStoreCategoryException">Its events come from outside.</exception>
    public static async ValueTask<EventDataStore> IngestingStoreAsync(this Call call, string name, string status, CancellationToken cancellationToken)
    {
        var store = await call.StoreAsync(name, cancellationToken);
        if (store.Status != status)
        {
            throw new InvalidEventDataStoreStatusException($"The event data store {store.Arn} must be in the status {status}; its status is {store.Status}.");
        }

        return store.IsOfActivities
            ? throw new InvalidEventDataStoreCategoryException($"Ingestion can be started and stopped only for event data stores of CloudTrail events; {store.Arn} has events from outside.")
            : store;
    }
}
