using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Deletes an event data store: it takes in nothing more, can be restored for seven days, and is gone then.</summary>
internal sealed class DeleteEventDataStore : IOperation<DeleteEventDataStoreRequest, DeleteEventDataStoreResponse>
{
    public ValueTask<Target> TargetAsync(DeleteEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
        => call.StoreTargetAsync(request.EventDataStore, cancellationToken);

    public async ValueTask<DeleteEventDataStoreResponse> ExecuteAsync(DeleteEventDataStoreRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.ActiveStoreAsync(request.EventDataStore, cancellationToken);
        if (before.IsProtected)
        {
            throw new EventDataStoreTerminationProtectedException($"The event data store {before.Arn} cannot be deleted because termination protection is enabled for it.");
        }

        if (await call.ChannelsIntoAsync(before, cancellationToken) is [var channel, ..])
        {
            throw new ChannelExistsForEDSException($"The event data store {before.Arn} cannot be deleted because the channel {channel.Arn} delivers into it.");
        }

        if (await call.IsImportingAsync(before.Arn, cancellationToken))
        {
            throw new EventDataStoreHasOngoingImportException($"The event data store {before.Arn} cannot be deleted because an import into it is in progress.");
        }

        call.Transaction.Replace(before, before with
        {
            Status = EventDataStoreStatus.PendingDeletion,
            StatusBefore = before.Status,
            Windows = Ingestion.Closed(before.Windows, call.Now),
            UpdatedAt = call.Now,
        });
        call.Transaction.Arm(new ArmedTimer(RemoveStore.TimerKind, before.Key, call.Now + EventDataStore.DeletionWait));
        return new();
    }
}
