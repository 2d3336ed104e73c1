using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>Says whether a legal hold is on a version.</summary>
internal sealed class GetObjectLegalHold : IOperation<GetObjectLegalHoldRequest, GetObjectLegalHoldResponse>
{
    public async ValueTask<Target> TargetAsync(GetObjectLegalHoldRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(bucket, request.Key, request.VersionId, versionAction: null, cancellationToken);
    }

    public async ValueTask<GetObjectLegalHoldResponse> ExecuteAsync(GetObjectLegalHoldRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.LockableAsync(request.Bucket, request.ExpectedBucketOwner, (request.Key, request.VersionId), "GET", cancellationToken);
        return !found.HasLegalHold && found.LegalHoldStated is null
            ? throw ObjectLockRules.NoConfiguration(request.Key)
            : new() { LegalHold = new() { Status = found.HasLegalHold ? ObjectLockLegalHoldStatus.ON : ObjectLockLegalHoldStatus.OFF } };
    }
}
