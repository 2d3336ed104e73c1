using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>Gives out the Object Lock of a bucket.</summary>
internal sealed class GetObjectLockConfiguration : IOperation<GetObjectLockConfigurationRequest, GetObjectLockConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetObjectLockConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetObjectLockConfigurationResponse> ExecuteAsync(
        GetObjectLockConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (bucket.Lock is not { } kept)
        {
            throw new CommonException("ObjectLockConfigurationNotFoundError", 404, "Object Lock configuration does not exist for this bucket")
            {
                Details = [new("BucketName", bucket.Name)],
            };
        }

        return new() { ObjectLockConfiguration = new() { ObjectLockEnabled = ObjectLockEnabled.Enabled, Rule = RuleOf(kept) } };
    }

    private static ObjectLockRuleShape? RuleOf(ObjectLock kept) => kept.Mode is null ? null : new()
    {
        DefaultRetention = new()
        {
            Mode = kept.Mode,
            Days = kept.Days > 0 ? kept.Days : null,
            Years = kept.Years > 0 ? kept.Years : null,
        },
    };
}
