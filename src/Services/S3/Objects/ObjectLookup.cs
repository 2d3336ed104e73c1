using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>Finds the version that a request wants to read, and says as S3 does why there is none.</summary>
internal static class ObjectLookup
{
    /// <summary>Finds it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="versionId">The version that is named; null for the latest.</param>
    /// <param name="method">The method of the request, for the error of who reads a delete marker.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">There is none, or it is a delete marker.</exception>
    public static async ValueTask<StoredObject> ReadableAsync(
        this Call call, string bucket, string key, string? versionId, string method, CancellationToken cancellationToken)
    {
        CheckVersionId(versionId);
        var found = await call.Transaction.FindAsync(bucket, key, versionId, cancellationToken);
        if (found is null)
        {
            throw versionId is null ? S3Errors.NoSuchKey(key) : S3Errors.NoSuchVersion(key, versionId);
        }

        if (!found.IsDeleteMarker)
        {
            return found;
        }

        throw versionId is null
            ? new CommonException("NoSuchKey", 404, "The specified key does not exist.")
            {
                Details = [new("Key", key)],
                Headers = [new("x-amz-delete-marker", "true"), new("x-amz-version-id", found.VersionId)],
            }
            : new CommonException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
            {
                Details = [new("Method", method), new("ResourceType", "DeleteMarker")],
                Headers =
                [
                    new("x-amz-delete-marker", "true"),
                    new("x-amz-version-id", found.VersionId),
                    new("Allow", "DELETE"),
                    new("Last-Modified", found.ModifiedAt.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
                ],
            };
    }

    /// <summary>Refuses what no version id can be.</summary>
    public static void CheckVersionId(string? versionId)
    {
        if (versionId is "")
        {
            throw S3Errors.InvalidArgument("Version id cannot be the empty string", "versionId", versionId);
        }

        if (versionId is not null)
        {
            VersionIds.Check(versionId);
        }
    }

    /// <summary>Says whether the bytes are in the archive, and no copy of them has been brought back.</summary>
    public static bool IsArchived(this StoredObject found, DateTimeOffset now)
        => found.StorageClass is StorageClass.GLACIER or StorageClass.DeepArchive && !(found.RestoredUntil > now);

    /// <summary>Compares the customer's key of a request with that of the object.</summary>
    /// <exception cref="ServiceException">The object has one and the request does not, the other way round, or they differ.</exception>
    public static byte[]? CheckCustomerKey(this StoredObject found, CustomerKey? given)
    {
        if (found.Envelope?.CustomerKeyMd5 is not { } md5)
        {
            return given is null ? null : throw S3Errors.InvalidRequest("The encryption parameters are not applicable to this object.");
        }

        if (given is null)
        {
            throw S3Errors.InvalidRequest(
                "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.");
        }

        return given.Md5 == md5 ? given.Key : throw S3Errors.AccessDenied();
    }
}
