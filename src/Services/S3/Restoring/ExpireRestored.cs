using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Restoring;

/// <summary>Removes the restored copy of an archived version when its days are over.</summary>
internal sealed class ExpireRestored : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the name of the version (<see cref="VersionName"/>).</summary>
    public const string TimerKind = "s3/restored";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var (bucketName, versionId, key) = VersionName.Read(timer.Key);
        if (await step.Transaction.FindAsync<StoredBucket>(bucketName, cancellationToken) is not { } bucket
            || await step.Transaction.FindVersionAsync(bucketName, key, versionId, cancellationToken) is not { RestoredUntil: { } until } version
            || until > step.Now)
        {
            return;
        }

        var call = ServiceCalls.Of(step, ServiceCalls.Itself, bucket);
        if (version.UploadId is { } upload && !await PartMoves.ForgetCopiesAsync(call, upload, cancellationToken))
        {
            step.Transaction.Arm(new(TimerKind, timer.Key, step.Now));
            return;
        }

        if (version.Restored is { } restored)
        {
            await BodyStore.ReleaseAsync(call, restored, cancellationToken);
        }

        await call.ReplaceAsync(version, version with { Restored = null, RestoredUntil = null }, cancellationToken);
        call.Raise(bucket, EventNames.RestoreDelete, version, version.StorageClass);
    }
}
