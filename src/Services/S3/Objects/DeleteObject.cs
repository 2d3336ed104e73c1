using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Objects;

/// <summary>Deletes an object: in a versioned bucket by a delete marker, or one version for good.</summary>
internal sealed class DeleteObject : IOperation<DeleteObjectRequest, DeleteObjectResponse>
{
    public async ValueTask<Target> TargetAsync(DeleteObjectRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken), request.Key) with
        {
            Action = request.VersionId is null ? null : "s3:DeleteObjectVersion",
        };

    public async ValueTask<DeleteObjectResponse> ExecuteAsync(DeleteObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return request.VersionId is { } versionId
            ? await DeleteVersionAsync(call, bucket, request.Key, versionId, cancellationToken)
            : await DeleteCurrentAsync(call, bucket, request.Key, cancellationToken);
    }

    private static async ValueTask<DeleteObjectResponse> DeleteVersionAsync(
        Call call, StoredBucket bucket, string key, string versionId, CancellationToken cancellationToken)
    {
        // What is not there is deleted already.
        if (await call.Transaction.FindVersionAsync(bucket.Name, key, versionId, cancellationToken) is not { } version)
        {
            return new() { VersionId = versionId };
        }

        await call.RemoveAsync(version, cancellationToken);
        return new() { VersionId = versionId, DeleteMarker = version.IsDeleteMarker ? true : null };
    }

    private static async ValueTask<DeleteObjectResponse> DeleteCurrentAsync(
        Call call, StoredBucket bucket, string key, CancellationToken cancellationToken)
    {
        if (bucket.Versioning is null)
        {
            if (await call.Transaction.FindCurrentAsync(bucket.Name, key, cancellationToken) is { } current)
            {
                await call.RemoveAsync(current, cancellationToken);
            }

            return new();
        }

        var marker = await call.PutAsync(
            bucket,
            new()
            {
                Bucket = bucket.Name,
                Key = key,
                VersionId = "",
                Ordinal = 0,
                ModifiedAt = call.Now,
                Owner = bucket.Account,
                IsDeleteMarker = true,
            },
            cancellationToken);
        return new() { DeleteMarker = true, VersionId = marker.VersionId };
    }
}
