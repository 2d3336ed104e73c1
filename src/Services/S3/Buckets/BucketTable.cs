using Holdfast.Kernel;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Finds buckets.</summary>
internal static class BucketTable
{
    /// <summary>Finds a bucket.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The name.</param>
    /// <param name="expectedOwner">The account that the request expects to own it (<c>x-amz-expected-bucket-owner</c>); null when it expects none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">There is none, or another account owns it.</exception>
    public static async ValueTask<StoredBucket> BucketAsync(this Call call, string name, string? expectedOwner, CancellationToken cancellationToken)
    {
        var bucket = await call.Transaction.FindAsync<StoredBucket>(name, cancellationToken) ?? throw S3Errors.NoSuchBucket(name);
        return expectedOwner is null || expectedOwner == bucket.Account.Value ? bucket : throw S3Errors.AccessDenied();
    }

    /// <summary>Changes a bucket.</summary>
    /// <exception cref="ServiceException">There is none, or another account owns it.</exception>
    public static async ValueTask ChangeBucketAsync(
        this Call call, string name, string? expectedOwner, Func<StoredBucket, StoredBucket> change, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(name, expectedOwner, cancellationToken);
        call.Transaction.Replace(bucket, change(bucket));
    }
}
