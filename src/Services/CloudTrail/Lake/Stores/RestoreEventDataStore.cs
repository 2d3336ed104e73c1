using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Restores an event data store that is pending deletion; it takes in events again if it did before.</summary>
internal sealed class RestoreEventDataStore : IOperation<RestoreEventDataStoreRequest, RestoreEventDataStoreResponse>
{
    public ValueTask<Target> TargetAsync(RestoreEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<RestoreEventDataStoreResponse> ExecuteAsync(RestoreEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.StoreAsync(request.EventDataStore, cancellationToken);
        if (before.IsActive)
        {
            throw new InvalidEventDataStoreStatusException($"The event data store {before.Arn} is not pending deletion.");
        }

        var status = before.StatusBefore ?? EventDataStoreStatus.ENABLED;
        var after = before with
        {
            Status = status,
            StatusBefore = null,
            Windows = status == EventDataStoreStatus.ENABLED ? Ingestion.Opened(before.Windows, call.Now) : before.Windows,
            UpdatedAt = call.Now,
        };
        call.Transaction.Replace(before, after);
        call.Transaction.Disarm(RemoveStore.TimerKind, after.Key);
        return StoreShapes.Answer<RestoreEventDataStoreResponse>(after);
    }
}
