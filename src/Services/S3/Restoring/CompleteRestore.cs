using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Restoring;

/// <summary>Brings a copy of an archived version back when its restoration is due.</summary>
internal sealed class CompleteRestore(BodyMoves moves, PartMoves parts) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the name of the version (<see cref="VersionName"/>).</summary>
    public const string TimerKind = "s3/restore";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var (bucketName, versionId, key) = VersionName.Read(timer.Key);
        var name = $"{TimerKind}/{timer.Key}";
        if (await step.Transaction.FindAsync<StoredBucket>(bucketName, cancellationToken) is not { } bucket
            || await step.Transaction.FindVersionAsync(bucketName, key, versionId, cancellationToken) is not { } version
            || version.RestoreDue is not { } due
            || due > step.Now)
        {
            await moves.DropAsync(name);
            return;
        }

        var call = ServiceCalls.Of(step, ServiceCalls.Itself, bucket);
        if (version.Body is not { } body)
        {
            if (await parts.AdvanceAsync(call, name, version, toCold: false, cancellationToken))
            {
                await CompleteAsync(call, bucket, version, restored: null, cancellationToken);
            }
            else
            {
                step.Transaction.Arm(new(TimerKind, timer.Key, step.Now));
            }
        }
        else if (!body.IsCold)
        {
            // It was never brought away, so there is nothing to bring back.
            await CompleteAsync(call, bucket, version, restored: null, cancellationToken);
        }
        else if (await moves.AdvanceAsync(call, name, version, body, toCold: false, cancellationToken) is { } restored)
        {
            await CompleteAsync(call, bucket, version, restored, cancellationToken);
        }
        else
        {
            step.Transaction.Arm(new(TimerKind, timer.Key, step.Now));
        }
    }

    private static async ValueTask CompleteAsync(
        Call call, StoredBucket bucket, StoredObject version, StoredBody? restored, CancellationToken cancellationToken)
    {
        var completed = version with
        {
            Restored = restored,
            RestoredUntil = LifecycleDays.After(call.Now, version.RestoreDays),
            RestoreDue = null,
            RestoreDays = 0,
            RestoreTier = null,
        };
        await call.ReplaceAsync(version, completed, cancellationToken);
        call.Transaction.Arm(new(ExpireRestored.TimerKind, VersionName.Of(version), completed.RestoredUntil.Value));
        call.Raise(bucket, EventNames.RestoreCompleted, completed, completed.StorageClass);
    }
}
