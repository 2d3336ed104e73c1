using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Policies;

/// <summary>Who may handle the policy of a bucket (S3 API Reference, "PutBucketPolicy").</summary>
internal static class PolicyAccess
{
    /// <summary>Names a bucket whose policy is handled: its own denials do not bind the root user of the bucket's account, so that nobody locks it for ever.</summary>
    public static async ValueTask<Target> PolicyTargetAsync(this Call call, string bucketName, string? expectedOwner, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(bucketName, expectedOwner, cancellationToken);
        var target = call.TargetOf(bucket);
        return call.Caller.Kind == CallerKind.Root && call.Caller.Account == bucket.Account ? target with { ResourcePolicy = null } : target;
    }

    /// <summary>Finds a bucket of the caller's account.</summary>
    /// <exception cref="ServiceException">There is none, or it is another account's: a permission alone does not suffice.</exception>
    public static async ValueTask<StoredBucket> OwnBucketAsync(this Call call, string bucketName, string? expectedOwner, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(bucketName, expectedOwner, cancellationToken);
        return call.Caller.Account == bucket.Account
            ? bucket
            : throw new CommonException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }
}
