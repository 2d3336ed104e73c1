using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Configurations;
using Holdfast.Store;

namespace Holdfast.Services.S3.Logging;

/// <summary>Arms the delivery of the access logs of a bucket when they are turned on.</summary>
internal sealed class BeginAccessLogs : IFollower
{
    public string Name => "s3/begin-access-logs";

    public IReadOnlyCollection<string> Collections { get; } = [BucketConfiguration.Type.Collection];

    public ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken)
    {
        if (change.After<BucketConfiguration>() is { Kind: ConfigurationKind.Logging } after && change.Before<BucketConfiguration>() is null)
        {
            step.Transaction.Arm(new(DeliverAccessLogs.TimerKind, after.Bucket, step.Now + DeliverAccessLogs.Period));
        }

        return ValueTask.CompletedTask;
    }
}
