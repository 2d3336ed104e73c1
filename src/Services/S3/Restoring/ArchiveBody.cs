using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Restoring;

/// <summary>Brings the bytes of an archived version to the cold folder.</summary>
internal sealed class ArchiveBody(BodyMoves moves, PartMoves parts) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the name of the version (<see cref="VersionName"/>).</summary>
    public const string TimerKind = "s3/archive";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var (bucketName, versionId, key) = VersionName.Read(timer.Key);
        if (await step.Transaction.FindAsync<StoredBucket>(bucketName, cancellationToken) is not { } bucket
            || await step.Transaction.FindVersionAsync(bucketName, key, versionId, cancellationToken) is not { Body: null or { IsCold: false } } version
            || !StorageClasses.IsArchive(version.StorageClass))
        {
            // It was deleted, or written anew, or is there already.
            await moves.DropAsync(NameOf(timer));
            return;
        }

        try
        {
            await CarryAsync(ServiceCalls.Of(step, ServiceCalls.Itself, bucket), timer, version, cancellationToken);
        }
        catch (ServiceException)
        {
            // KMS refused, and its record of that stays with this step. Until the key can be used again the bytes stay as they are.
            step.Transaction.Arm(new(TimerKind, timer.Key, step.Now + ArchiveRules.RefusedPause));
        }
    }

    private async ValueTask CarryAsync(Call call, ArmedTimer timer, StoredObject version, CancellationToken cancellationToken)
    {
        var name = NameOf(timer);
        if (version.Body is not { } body)
        {
            if (!await parts.AdvanceAsync(call, name, version, toCold: true, cancellationToken))
            {
                call.Transaction.Arm(new(TimerKind, timer.Key, call.Now));
            }
        }
        else if (await moves.AdvanceAsync(call, name, version, body, toCold: true, cancellationToken) is { } moved)
        {
            await call.ReplaceAsync(version, version with { Body = moved }, cancellationToken);
            await BodyStore.ReleaseAsync(call, body, cancellationToken);
        }
        else
        {
            call.Transaction.Arm(new(TimerKind, timer.Key, call.Now));
        }
    }

    private static string NameOf(ArmedTimer timer) => $"{TimerKind}/{timer.Key}";
}
