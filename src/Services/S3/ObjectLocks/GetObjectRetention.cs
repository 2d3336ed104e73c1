using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>Gives out how long a version is retained.</summary>
internal sealed class GetObjectRetention : IOperation<GetObjectRetentionRequest, GetObjectRetentionResponse>
{
    public async ValueTask<Target> TargetAsync(GetObjectRetentionRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(bucket, request.Key, request.VersionId, versionAction: null, cancellationToken);
    }

    public async ValueTask<GetObjectRetentionResponse> ExecuteAsync(GetObjectRetentionRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.LockableAsync(request.Bucket, request.ExpectedBucketOwner, (request.Key, request.VersionId), "GET", cancellationToken);
        return found.LockMode is null
            ? throw ObjectLockRules.NoConfiguration(request.Key)
            : new() { Retention = new() { Mode = found.LockMode, RetainUntilDate = found.LockedUntil } };
    }
}
