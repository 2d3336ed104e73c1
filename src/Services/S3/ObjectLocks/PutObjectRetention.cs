using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>Sets how long a version is retained: longer always, otherwise only against governance and by who may.</summary>
internal sealed class PutObjectRetention(IPermissions permissions) : IOperation<PutObjectRetentionRequest, PutObjectRetentionResponse>
{
    public async ValueTask<Target> TargetAsync(PutObjectRetentionRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(bucket, request.Key, request.VersionId, versionAction: null, cancellationToken, Keys(request, call.Now));
    }

    public async ValueTask<PutObjectRetentionResponse> ExecuteAsync(PutObjectRetentionRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.LockableAsync(request.Bucket, request.ExpectedBucketOwner, (request.Key, request.VersionId), "PUT", cancellationToken);
        var (mode, until) = (request.Retention?.Mode, request.Retention?.RetainUntilDate);
        Check(mode, until, call.Now);
        var isLooser = mode != found.LockMode || until < found.LockedUntil;
        if (isLooser && ObjectLockRules.IsRetained(found, call.Now))
        {
            var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
            if (!ObjectLockRules.MayBypass(call, permissions, bucket, found, request.BypassGovernanceRetention == true))
            {
                throw ObjectLockRules.Protected();
            }
        }

        await call.ReplaceAsync(found, found with { LockMode = mode, LockedUntil = until }, cancellationToken);
        return new();
    }

    // Neither a mode nor a date takes the retention away.
    private static void Check(string? mode, DateTimeOffset? until, DateTimeOffset now)
    {
        if ((mode is null) != (until is null) || mode is not (null or ObjectLockRetentionMode.GOVERNANCE or ObjectLockRetentionMode.COMPLIANCE))
        {
            throw S3Errors.MalformedXml();
        }

        if (until <= now)
        {
            throw S3Errors.InvalidArgument("The retain until date must be in the future!", "RetainUntilDate", Write(until.Value));
        }
    }

    private static IEnumerable<ConditionKey> Keys(PutObjectRetentionRequest request, DateTimeOffset now)
    {
        if (request.Retention?.Mode is { } mode)
        {
            yield return new("s3:object-lock-mode", mode);
        }

        if (request.Retention?.RetainUntilDate is { } until)
        {
            yield return new("s3:object-lock-retain-until-date", Write(until));
            yield return new("s3:object-lock-remaining-retention-days", Math.Ceiling((until - now).TotalDays).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
