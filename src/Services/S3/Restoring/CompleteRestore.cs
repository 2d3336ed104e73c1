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
        if (await step.Transaction.FindAsync<StoredBucket>(bucketName, cancellationToken) is not { } bucket
            || await step.Transaction.FindVersionAsync(bucketName, key, versionId, cancellationToken) is not { } version
            || version.RestoreDue is not { } due
            || due > step.Now)
        {
            await moves.DropAsync(NameOf(timer));
            return;
        }

        try
        {
            await CarryAsync(ServiceCalls.Of(step, ServiceCalls.Itself, bucket), timer, bucket, version, cancellationToken);
        }
        catch (ServiceException)
        {
            // KMS refused, and its record of that stays with this step. Until the key can be used again the restoration is under way.
            step.Transaction.Arm(new(TimerKind, timer.Key, step.Now + ArchiveRules.RefusedPause));
        }
    }

    private async ValueTask CarryAsync(Call call, ArmedTimer timer, StoredBucket bucket, StoredObject version, CancellationToken cancellationToken)
    {
        var name = NameOf(timer);
        if (version.Body is not { } body)
        {
            if (await parts.AdvanceAsync(call, name, version, toCold: false, cancellationToken))
            {
                await CompleteAsync(call, bucket, version, restored: null, cancellationToken);
            }
            else
            {
                call.Transaction.Arm(new(TimerKind, timer.Key, call.Now));
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
            call.Transaction.Arm(new(TimerKind, timer.Key, call.Now));
        }
    }

    private static string NameOf(ArmedTimer timer) => $"{TimerKind}/{timer.Key}";

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
