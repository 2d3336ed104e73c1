using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Buckets;
using Holdfast.Store;

namespace Holdfast.Services.S3.Figures;

/// <summary>Counts what a bucket stores that has too much to be counted while somebody waits.</summary>
internal sealed class CountStorage : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the bucket.</summary>
    public const string TimerKind = "s3/storage";

    /// <summary>The most records that one step looks at.</summary>
    public const int StepSize = 500;

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var before = await step.Transaction.FindAsync<StorageCount>(timer.Key, cancellationToken);
        if (await step.Transaction.FindAsync<StoredBucket>(timer.Key, cancellationToken) is null)
        {
            if (before is not null)
            {
                step.Transaction.Delete(before);
            }

            return;
        }

        var after = await (before ?? new() { Bucket = timer.Key }).StepAsync(step.Transaction, StepSize, step.Now, cancellationToken);
        if (before is null)
        {
            step.Transaction.Insert(after);
        }
        else
        {
            step.Transaction.Replace(before, after);
        }

        if (after.Counting is not null)
        {
            step.Transaction.Arm(new(TimerKind, timer.Key, step.Now));
        }
    }
}
