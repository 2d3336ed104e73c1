using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Lake.Audit;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Removes an event data store whose deletion has waited long enough, with all its events.</summary>
internal sealed class RemoveStore : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the store's.</summary>
    public const string TimerKind = "cloudtrail/lake-deletion";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<EventDataStore>(timer.Key, cancellationToken) is not { IsActive: false } store)
        {
            return;
        }

        foreach (var file in await EventIntake.FilesAsync(step.Transaction, store, cancellationToken))
        {
            EventIntake.Drop(step.Transaction, file, step.Now);
        }

        foreach (var cursor in await step.Transaction.ListAsync<StreamCursor>(StreamCursor.PrefixOf(EventIntake.CursorsOf(store)), cancellationToken))
        {
            step.Transaction.Delete(cursor);
        }

        foreach (var waiting in await step.Transaction.ListAsync<WaitingEvents>(WaitingEvents.PrefixOf(store.Key), cancellationToken))
        {
            step.Transaction.Delete(waiting);
        }

        step.Transaction.Delete(store);
        step.Transaction.Disarm(TakeInEvents.TimerKind, store.Key);
    }
}
