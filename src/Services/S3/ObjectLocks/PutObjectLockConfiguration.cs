using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>Turns the Object Lock of a versioned bucket on, which nothing turns off, and sets the retention of what is put into it.</summary>
internal sealed class PutObjectLockConfiguration : IOperation<PutObjectLockConfigurationRequest, PutObjectLockConfigurationResponse>
{
    // The longest default retention: a hundred years (S3 User Guide, "Configuring S3 Object Lock").
    private const int DaysMax = 36_500;
    private const int YearsMax = 100;

    public ValueTask<Target> TargetAsync(PutObjectLockConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutObjectLockConfigurationResponse> ExecuteAsync(
        PutObjectLockConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (request.ObjectLockConfiguration is not { ObjectLockEnabled: ObjectLockEnabled.Enabled } wanted)
        {
            throw S3Errors.MalformedXml();
        }

        var kept = wanted.Rule is null ? new ObjectLock() : Read(wanted.Rule.DefaultRetention);
        if (!bucket.IsVersioned)
        {
            throw new CommonException("InvalidBucketState", 409, "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
            {
                Details = [new("BucketName", bucket.Name)],
            };
        }

        call.Transaction.Replace(bucket, bucket with { Lock = kept });
        return new();
    }

    private static ObjectLock Read(DefaultRetentionShape? wanted)
    {
        if (wanted?.Mode is not (ObjectLockRetentionMode.GOVERNANCE or ObjectLockRetentionMode.COMPLIANCE) || (wanted.Days is null) == (wanted.Years is null))
        {
            throw S3Errors.MalformedXml();
        }

        var (name, period, most) = wanted.Days is { } days ? ("Days", days, DaysMax) : ("Years", wanted.Years!.Value, YearsMax);
        var message = period <= 0 ? "Default retention period must be a positive integer value." : period > most ? "Default retention period is too large." : null;
        return message is null
            ? new() { Mode = wanted.Mode, Days = wanted.Days ?? 0, Years = wanted.Years ?? 0 }
            : throw S3Errors.InvalidArgument(message, name, period.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
