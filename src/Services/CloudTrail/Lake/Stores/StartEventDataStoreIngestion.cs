using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Has an event data store take in events from this instant on.</summary>
internal sealed class StartEventDataStoreIngestion : IOperation<StartEventDataStoreIngestionRequest, StartEventDataStoreIngestionResponse>
{
    public ValueTask<Target> TargetAsync(StartEventDataStoreIngestionRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<StartEventDataStoreIngestionResponse> ExecuteAsync(StartEventDataStoreIngestionRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.IngestingStoreAsync(request.EventDataStore, EventDataStoreStatus.StoppedIngestion, cancellationToken);
        call.Transaction.Replace(before, before with { Status = EventDataStoreStatus.ENABLED, Windows = Ingestion.Opened(before.Windows, call.Now), UpdatedAt = call.Now });
        return new();
    }
}
