using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Events;

/// <summary>Takes the events of a store in from time to time, also when nobody queries it, and drops the files whose last event is past the retention.</summary>
internal sealed class TakeInEvents(EventIntake intake, LakeOptions options) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the store's.</summary>
    public const string TimerKind = "cloudtrail/lake";

    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(1);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<EventDataStore>(timer.Key, cancellationToken) is not { } store)
        {
            return;
        }

        var isAll = await intake.TakeInAsync(step.Transaction, store, step.Now, cancellationToken);
        if (isAll)
        {
            var oldest = store.OldestAt(step.Now);
            foreach (var file in (await EventIntake.FilesAsync(step.Transaction, store, cancellationToken)).Where(file => file.Newest < oldest))
            {
                EventIntake.Drop(step.Transaction, file, step.Now);
            }
        }

        step.Transaction.Arm(new ArmedTimer(TimerKind, timer.Key, step.Now + (isAll ? options.IngestionInterval : s_soon)));
    }
}
