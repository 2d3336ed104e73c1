using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Logging;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>What lifecycle rules do to versions. No policy is asked: rules act whatever a policy denies (S3 User Guide, "Managing the lifecycle of objects").</summary>
/// <param name="call">The call that S3 makes for the bucket.</param>
/// <param name="bucket">The bucket.</param>
internal sealed class LifecycleActions(Call call, StoredBucket bucket)
{
    /// <summary>Expires the current version of an object: by a delete marker where the bucket is versioned, for good elsewhere.</summary>
    public async ValueTask ExpireCurrentAsync(StoredObject version, CancellationToken cancellationToken)
    {
        if (bucket.Versioning is null)
        {
            await RemoveAsync(version, cancellationToken);
            return;
        }

        if (bucket.Versioning == BucketVersioningStatus.Suspended && version.IsNull && IsLocked(version))
        {
            return;
        }

        var marker = await call.PutAsync(
            bucket,
            new()
            {
                Bucket = bucket.Name,
                Key = version.Key,
                VersionId = "",
                Ordinal = 0,
                ModifiedAt = call.Now,
                Owner = bucket.Account,
                IsDeleteMarker = true,
            },
            cancellationToken);
        call.Raise(bucket, EventNames.ExpirationMarker, marker);
        Log("S3.CREATE.DELETEMARKER", marker);
    }

    /// <summary>Removes a version for good, unless it is locked.</summary>
    public async ValueTask RemoveAsync(StoredObject version, CancellationToken cancellationToken)
    {
        if (IsLocked(version))
        {
            return;
        }

        await call.RemoveAsync(version, cancellationToken);
        call.Raise(bucket, EventNames.ExpirationDelete, version);
        Log("S3.EXPIRE.OBJECT", version);
    }

    /// <summary>Moves a version to another storage class.</summary>
    public async ValueTask MoveAsync(StoredObject version, string storageClass, CancellationToken cancellationToken)
    {
        var moved = version with { StorageClass = storageClass };
        await call.ReplaceAsync(version, moved, cancellationToken);
        call.ArchiveSoon(moved);
        call.Raise(bucket, EventNames.Transition, moved, storageClass);
        Log(LoggedAs(storageClass), moved);
    }

    /// <summary>Ends an upload that was begun and not completed; no event tells of it.</summary>
    public void Abort(StoredUpload upload)
    {
        call.Abort(upload);
        Log("S3.DELETE.UPLOAD", upload.Object);
    }

    // S3 User Guide, "Lifecycle and logging".
    private static string LoggedAs(string storageClass) => storageClass switch
    {
        StorageClass.StandardIa => "S3.TRANSITION_SIA.OBJECT",
        StorageClass.OnezoneIa => "S3.TRANSITION_ZIA.OBJECT",
        StorageClass.IntelligentTiering => "S3.TRANSITION_INT.OBJECT",
        StorageClass.GlacierIr => "S3.TRANSITION_GIR.OBJECT",
        StorageClass.DeepArchive => "S3.TRANSITION_GDA.OBJECT",
        _ => "S3.TRANSITION.OBJECT",
    };

    private void Log(string operation, StoredObject version) => AccessLines.LogOwn(call, bucket, operation, version);

    private bool IsLocked(StoredObject version) => version.HasLegalHold || version.LockedUntil > call.Now;
}
