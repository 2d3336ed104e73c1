using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Configurations;
using Holdfast.Store;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Arms the daily run of a bucket that got lifecycle rules, and disarms that of one that has none any more.</summary>
internal sealed class BeginLifecycle : IFollower
{
    public string Name => "s3/begin-lifecycle";

    public IReadOnlyCollection<string> Collections { get; } = [BucketConfiguration.Type.Collection];

    public ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken)
    {
        if (change.After<BucketConfiguration>() is { Kind: ConfigurationKind.Lifecycle } after)
        {
            if (change.Before<BucketConfiguration>() is null)
            {
                step.Transaction.Arm(new(RunLifecycle.TimerKind, after.Bucket, LifecycleDays.NextMidnight(step.Now)));
            }
        }
        else if (change.Before<BucketConfiguration>() is { Kind: ConfigurationKind.Lifecycle } before)
        {
            step.Transaction.Disarm(RunLifecycle.TimerKind, before.Bucket);
        }

        return ValueTask.CompletedTask;
    }
}
