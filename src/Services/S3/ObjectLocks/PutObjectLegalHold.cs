using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>Puts a legal hold on a version, or takes it off.</summary>
internal sealed class PutObjectLegalHold : IOperation<PutObjectLegalHoldRequest, PutObjectLegalHoldResponse>
{
    public async ValueTask<Target> TargetAsync(PutObjectLegalHoldRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(
            bucket,
            request.Key,
            request.VersionId,
            versionAction: null,
            cancellationToken,
            request.LegalHold?.Status is { } status ? [new("s3:object-lock-legal-hold", status)] : []);
    }

    public async ValueTask<PutObjectLegalHoldResponse> ExecuteAsync(PutObjectLegalHoldRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.LockableAsync(request.Bucket, request.ExpectedBucketOwner, (request.Key, request.VersionId), "PUT", cancellationToken);
        if (request.LegalHold?.Status is not (ObjectLockLegalHoldStatus.ON or ObjectLockLegalHoldStatus.OFF))
        {
            throw S3Errors.MalformedXml();
        }

        var isOn = request.LegalHold.Status == ObjectLockLegalHoldStatus.ON;
        await call.ReplaceAsync(found, found with { HasLegalHold = isOn, LegalHoldStated = true }, cancellationToken);
        return new();
    }
}
