using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Restoring;
using Holdfast.Store;

namespace Holdfast.Services.S3.Objects;

/// <summary>Finds, puts and removes versions of objects as the versioning of their bucket wants it.</summary>
internal static class ObjectTable
{
    /// <summary>Finds the current version; null when there is none, or it is a delete marker.</summary>
    public static async ValueTask<StoredObject?> FindCurrentAsync(this IReadTransaction reader, string bucket, string key, CancellationToken cancellationToken)
        => (await reader.FindAsync<CurrentObject>(CurrentObject.KeyOf(bucket, key), cancellationToken))?.Object;

    /// <summary>Finds the latest version, which may be a delete marker; null when the key never had one.</summary>
    public static async ValueTask<StoredObject?> FindLatestAsync(this IReadTransaction reader, string bucket, string key, CancellationToken cancellationToken)
        => await reader.FindCurrentAsync(bucket, key, cancellationToken)
            ?? (await reader.ListAsync<PastVersion>(PastVersion.PrefixOf(bucket, key), after: null, 1, cancellationToken) is [var past] ? past.Object : null);

    /// <summary>Finds a version by its id; null when there is none.</summary>
    public static async ValueTask<StoredObject?> FindVersionAsync(
        this IReadTransaction reader, string bucket, string key, string versionId, CancellationToken cancellationToken)
    {
        if (await reader.FindCurrentAsync(bucket, key, cancellationToken) is { } current && current.VersionId == versionId)
        {
            return current;
        }

        return (await reader.FindPastAsync(bucket, key, versionId, cancellationToken))?.Object;
    }

    /// <summary>Finds what a request means: the version that it names, or the latest.</summary>
    public static ValueTask<StoredObject?> FindAsync(
        this IReadTransaction reader, string bucket, string key, string? versionId, CancellationToken cancellationToken)
        => versionId is null
            ? reader.FindLatestAsync(bucket, key, cancellationToken)
            : reader.FindVersionAsync(bucket, key, versionId, cancellationToken);

    /// <summary>Puts a version on top of the others, or in the place of the one that has no version id.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="version">The version, without version id and ordinal, which are set here.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The version as it was put.</returns>
    public static async ValueTask<StoredObject> PutAsync(this Call call, StoredBucket bucket, StoredObject version, CancellationToken cancellationToken)
    {
        var transaction = call.Transaction;
        var before = await transaction.FindAsync<CurrentObject>(CurrentObject.KeyOf(bucket.Name, version.Key), cancellationToken);
        var latest = before?.Object ?? await transaction.FindLatestAsync(bucket.Name, version.Key, cancellationToken);
        var ordinal = Math.Max(call.Now.UtcTicks, (latest?.Ordinal ?? 0) + 1);
        var put = version with
        {
            VersionId = bucket.IsVersioned ? VersionIds.Make(call.Ids, ordinal) : StoredObject.NullVersion,
            Ordinal = ordinal,
        };
        if (put.IsNull)
        {
            // The version without an id gives way to the new one, wherever it is.
            if (before is not { Object.IsNull: true } && bucket.Versioning is not null
                && await call.Transaction.FindPastAsync(bucket.Name, version.Key, StoredObject.NullVersion, cancellationToken) is { } past)
            {
                transaction.Delete(past);
                await call.ReleaseAsync(past.Object, cancellationToken);
            }

            if (before is { Object.IsNull: true })
            {
                await call.ReleaseAsync(before.Object, cancellationToken);
            }
        }

        if (before is not null && !(put.IsNull && before.Object.IsNull))
        {
            transaction.Insert(new PastVersion(before.Object with { SupersededAt = call.Now }));
        }

        Set(transaction, before, put);
        call.ArchiveSoon(put);
        return put;
    }

    /// <summary>Removes a version for good. When it was the latest, the one below it becomes the latest.</summary>
    public static async ValueTask RemoveAsync(this Call call, StoredObject version, CancellationToken cancellationToken)
    {
        var transaction = call.Transaction;
        var current = await transaction.FindAsync<CurrentObject>(CurrentObject.KeyOf(version.Bucket, version.Key), cancellationToken);
        var isCurrent = current is not null && current.Object.VersionId == version.VersionId;
        if (!isCurrent && await transaction.FindPastAsync(version.Bucket, version.Key, version.VersionId, cancellationToken) is { } past)
        {
            transaction.Delete(past);
        }

        await call.ReleaseAsync(version, cancellationToken);
        if (!isCurrent && current is not null)
        {
            return;
        }

        var next = await transaction.ListAsync<PastVersion>(PastVersion.PrefixOf(version.Bucket, version.Key), after: null, 1, cancellationToken);
        if (next is [{ Object.IsDeleteMarker: false } promoted])
        {
            transaction.Delete(promoted);
            Set(transaction, current, promoted.Object with { SupersededAt = null });
        }
        else if (current is not null)
        {
            transaction.Delete(current);
        }
    }

    /// <summary>Puts a changed value in the place of a version.</summary>
    public static async ValueTask ReplaceAsync(this Call call, StoredObject before, StoredObject after, CancellationToken cancellationToken)
    {
        var transaction = call.Transaction;
        if (await transaction.FindAsync<CurrentObject>(CurrentObject.KeyOf(before.Bucket, before.Key), cancellationToken) is { } current
            && current.Object.VersionId == before.VersionId)
        {
            transaction.Replace(current, new CurrentObject(after));
        }
        else if (await transaction.FindPastAsync(before.Bucket, before.Key, before.VersionId, cancellationToken) is { } past)
        {
            transaction.Replace(past, new PastVersion(after));
        }
    }

    /// <summary>Lets go of the bytes of a version; those of parts go step by step.</summary>
    public static async ValueTask ReleaseAsync(this Call call, StoredObject version, CancellationToken cancellationToken)
    {
        if (version.Body is { } body)
        {
            await BodyStore.ReleaseAsync(call, body, cancellationToken);
        }
        else if (version.UploadId is { } upload)
        {
            ReleaseParts.Begin(call, upload);
        }

        if (version.Restored is { } restored)
        {
            await BodyStore.ReleaseAsync(call, restored, cancellationToken);
        }
    }

    private static async ValueTask<PastVersion?> FindPastAsync(
        this IReadTransaction reader, string bucket, string key, string versionId, CancellationToken cancellationToken)
    {
        if (versionId != StoredObject.NullVersion)
        {
            return await reader.FindByIndexAsync(PastVersion.ByVersion, versionId, cancellationToken) is { } found
                && found.Object.Bucket == bucket && found.Object.Key == key ? found : null;
        }

        // Few keys have many versions, and the one without an id is among the oldest or the newest.
        string? after = null;
        while (await reader.ListAsync<PastVersion>(PastVersion.PrefixOf(bucket, key), after, 100, cancellationToken) is { Count: > 0 } some)
        {
            foreach (var past in some)
            {
                if (past.Object.IsNull)
                {
                    return past;
                }
            }

            after = some[^1].Key;
        }

        return null;
    }

    private static void Set(ITransaction transaction, CurrentObject? before, StoredObject put)
    {
        if (put.IsDeleteMarker)
        {
            if (before is not null)
            {
                transaction.Delete(before);
            }

            transaction.Insert(new PastVersion(put));
        }
        else if (before is null)
        {
            transaction.Insert(new CurrentObject(put));
        }
        else
        {
            transaction.Replace(before, new CurrentObject(put));
        }
    }
}
