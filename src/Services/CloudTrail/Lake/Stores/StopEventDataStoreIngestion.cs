using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Has an event data store take in no events after this instant; what it has can be queried.</summary>
internal sealed class StopEventDataStoreIngestion : IOperation<StopEventDataStoreIngestionRequest, StopEventDataStoreIngestionResponse>
{
    public ValueTask<Target> TargetAsync(StopEventDataStoreIngestionRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<StopEventDataStoreIngestionResponse> ExecuteAsync(StopEventDataStoreIngestionRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.IngestingStoreAsync(request.EventDataStore, EventDataStoreStatus.ENABLED, cancellationToken);
        call.Transaction.Replace(before, before with { Status = EventDataStoreStatus.StoppedIngestion, Windows = Ingestion.Closed(before.Windows, call.Now), UpdatedAt = call.Now });
        return new();
    }
}
