using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Store;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Runs the lifecycle rules of a bucket over its objects, every midnight in UTC, some of them at a time.</summary>
internal sealed class RunLifecycle : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the bucket.</summary>
    public const string TimerKind = "s3/lifecycle";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var transaction = step.Transaction;
        var before = await transaction.FindAsync<LifecycleRun>(timer.Key, cancellationToken);
        var after = await StepAsync(timer.Key, before, step, cancellationToken);
        if (before is not null && after is not null)
        {
            transaction.Replace(before, after);
        }
        else if (before is not null)
        {
            transaction.Delete(before);
        }
        else if (after is not null)
        {
            transaction.Insert(after);
        }
    }

    private static async ValueTask<LifecycleRun?> StepAsync(string name, LifecycleRun? before, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<StoredBucket>(name, cancellationToken) is not { } bucket
            || await LifecyclePlan.FindAsync(step.Transaction, name, cancellationToken) is not { } plan)
        {
            return null;
        }

        // While a code is needed to delete, no rule deletes (S3 User Guide, "Configuring MFA delete").
        var next = bucket.MfaDelete
            ? null
            : await new LifecycleWalk(ServiceCalls.Of(step, ServiceCalls.Itself, bucket), bucket, plan)
                .StepAsync(before ?? new() { Bucket = name }, cancellationToken);
        step.Transaction.Arm(new(TimerKind, name, next is null ? LifecycleDays.NextMidnight(step.Now) : step.Now));
        return next;
    }
}
