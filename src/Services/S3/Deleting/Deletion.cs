using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.ObjectLocks;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Deleting;

/// <summary>What is to be deleted, and on what conditions.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version that is deleted for good; null for the object, which a versioned bucket covers with a delete marker.</param>
internal sealed record Deletion(string Key, string? VersionId)
{
    /// <summary>The entity tag that the object has to have, or <c>*</c>; null for any.</summary>
    public string? ETag { get; init; }

    /// <summary>When the object has to have been written last; null for whenever.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The size that the object has to have; null for any.</summary>
    public long? Size { get; init; }

    /// <summary>Whether the request asks to bypass governance.</summary>
    public bool BypassesGovernance { get; init; }

    /// <summary>Names what is deleted, as what the call acts on.</summary>
    public Target TargetOf(Call call, StoredBucket bucket)
        => call.KeyTargetOf(bucket, Key, Keys()) with { Action = VersionId is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion" };

    /// <summary>Deletes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="permissions">Says who may bypass governance.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async ValueTask<Deleted> RunAsync(Call call, IPermissions permissions, StoredBucket bucket, CancellationToken cancellationToken)
    {
        if (VersionId is not null)
        {
            VersionIds.Check(VersionId);
        }

        var found = await call.Transaction.FindAsync(bucket.Name, Key, VersionId, cancellationToken);
        CheckConditions(found);
        if (VersionId is null && bucket.Versioning is not null)
        {
            return await MarkAsync(call, bucket, cancellationToken);
        }

        // What is not there is deleted already.
        if (found is null)
        {
            return new(VersionId, IsMarker: false);
        }

        ObjectLockRules.CheckDeletion(call, permissions, bucket, found, BypassesGovernance);
        await call.RemoveAsync(found, cancellationToken);
        call.Raise(bucket, EventNames.RemovedDelete, found);
        return new(VersionId, found.IsDeleteMarker);
    }

    private async ValueTask<Deleted> MarkAsync(Call call, StoredBucket bucket, CancellationToken cancellationToken)
    {
        var marker = await call.PutAsync(
            bucket,
            new()
            {
                Bucket = bucket.Name,
                Key = Key,
                VersionId = "",
                Ordinal = 0,
                ModifiedAt = call.Now,
                Owner = bucket.Account,
                IsDeleteMarker = true,
            },
            cancellationToken);
        call.Raise(bucket, EventNames.RemovedMarker, marker);
        return new(marker.VersionId, IsMarker: true);
    }

    // What is gone cannot be other than it was: only what is there is compared.
    private void CheckConditions(StoredObject? found)
    {
        if (found is null or { IsDeleteMarker: true })
        {
            return;
        }

        if (ETag is not (null or "*") && ETag.Trim('"') != found.ETag)
        {
            throw S3Errors.PreconditionFailed("If-Match");
        }

        if (ModifiedAt is { } at && at.ToUnixTimeSeconds() != found.ModifiedAt.ToUnixTimeSeconds())
        {
            throw S3Errors.PreconditionFailed("x-amz-if-match-last-modified-time");
        }

        if (Size is { } size && size != found.Size)
        {
            throw S3Errors.PreconditionFailed("x-amz-if-match-size");
        }
    }

    private IEnumerable<ConditionKey> Keys()
    {
        if (VersionId is not null)
        {
            yield return new("s3:versionid", VersionId);
        }

        if (ETag is not null)
        {
            yield return new("s3:if-match", ETag);
        }
    }
}

/// <summary>What became of a deletion.</summary>
/// <param name="VersionId">The version that was deleted, or the delete marker that was made; null in a bucket without versions.</param>
/// <param name="IsMarker">Whether that is a delete marker.</param>
internal sealed record Deleted(string? VersionId, bool IsMarker);
