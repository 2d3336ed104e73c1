using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Configurations;

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
        var bucket = await call.BucketAnywhereAsync(name, expectedOwner, cancellationToken);

        // What other services do with a bucket knows no regions and is not paid for.
        if (call.Request.S3 is { } facts)
        {
            CheckRegion(call, bucket);
            if (bucket.RequesterPays && call.Caller.Account != bucket.Account && !facts.PaysItself)
            {
                throw S3Errors.AccessDenied();
            }
        }

        return bucket;
    }

    /// <summary>Finds a bucket for the operations that answer from every region.</summary>
    /// <exception cref="ServiceException">There is none, or another account owns it.</exception>
    public static async ValueTask<StoredBucket> BucketAnywhereAsync(this Call call, string name, string? expectedOwner, CancellationToken cancellationToken)
    {
        var bucket = await call.Transaction.FindAsync<StoredBucket>(name, cancellationToken) ?? throw S3Errors.NoSuchBucket(name);
        if (bucket.Has(ConfigurationKind.Logging) && call.Memory.Find<LoggedBucket>() is null)
        {
            call.Memory.Keep(new LoggedBucket(bucket.Name, bucket.Account));
        }

        return expectedOwner is null || expectedOwner == bucket.Account.Value ? bucket : throw S3Errors.AccessDenied();
    }

    // Who does not sign names no region. Clients go on by the region; the endpoint is the one that they asked already.
    private static void CheckRegion(Call call, StoredBucket bucket)
    {
        if (call.Caller.Kind != CallerKind.Anonymous && call.Region.Value != bucket.Region)
        {
            throw new CommonException(
                "PermanentRedirect",
                301,
                "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.")
            {
                Details = [new("Endpoint", call.Request.Host), new("Bucket", bucket.Name), new("Region", bucket.Region)],
                Headers = [new("x-amz-bucket-region", bucket.Region)],
            };
        }
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
