using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Objects;

/// <summary>Finds out how long a new version is to be retained (S3 User Guide, "Locking objects with Object Lock").</summary>
internal static class LockTerms
{
    /// <summary>What a request asks for, and the bucket's default where it asks for nothing.</summary>
    /// <exception cref="ServiceException">The bucket has no Object Lock, or the request makes no sense.</exception>
    public static (string? Mode, DateTimeOffset? Until) Of(Call call, StoredBucket bucket, ObjectTerms terms)
    {
        if (terms.LegalHold is not (null or ObjectLockLegalHoldStatus.ON or ObjectLockLegalHoldStatus.OFF))
        {
            throw S3Errors.InvalidArgument("Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold", terms.LegalHold);
        }

        if (IsAsked(terms) && bucket.Lock is null)
        {
            throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
        }

        if ((terms.LockMode is null) != (terms.LockedUntil is null))
        {
            throw S3Errors.InvalidArgument(
                "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
                terms.LockMode is null ? "x-amz-object-lock-mode" : "x-amz-object-lock-retain-until-date",
                value: null);
        }

        return terms.LockMode is null ? DefaultOf(call, bucket) : Asked(call, terms);
    }

    /// <summary>Says whether a request asks for retention or a legal hold.</summary>
    public static bool IsAsked(ObjectTerms terms) => terms.LockMode is not null || terms.LockedUntil is not null || terms.LegalHold is not null;

    private static (string? Mode, DateTimeOffset? Until) Asked(Call call, ObjectTerms terms)
    {
        if (terms.LockMode is not (ObjectLockMode.GOVERNANCE or ObjectLockMode.COMPLIANCE))
        {
            throw S3Errors.InvalidArgument("Unknown wormMode directive.", "x-amz-object-lock-mode", terms.LockMode);
        }

        return terms.LockedUntil > call.Now
            ? (terms.LockMode, terms.LockedUntil)
            : throw S3Errors.InvalidArgument(
                "The retain until date must be in the future!", "x-amz-object-lock-retain-until-date", $"{terms.LockedUntil:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }

    private static (string? Mode, DateTimeOffset? Until) DefaultOf(Call call, StoredBucket bucket)
        => bucket.Lock is { Mode: { } mode } usual
            ? (mode, usual.Years > 0 ? call.Now.AddYears(usual.Years) : call.Now.AddDays(usual.Days))
            : (null, null);
}
