using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Deletes a bucket that has no object, no version and no delete marker.</summary>
internal sealed class DeleteBucket : IOperation<DeleteBucketRequest, DeleteBucketResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketResponse> ExecuteAsync(DeleteBucketRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var prefix = $"{bucket.Name}/";
        if (await call.Transaction.ListAsync<CurrentObject>(prefix, after: null, 1, cancellationToken) is not [])
        {
            throw NotEmpty(bucket, "The bucket you tried to delete is not empty");
        }

        if (await call.Transaction.ListAsync<PastVersion>(prefix, after: null, 1, cancellationToken) is not [])
        {
            throw NotEmpty(bucket, "The bucket you tried to delete is not empty. You must delete all versions in the bucket.");
        }

        foreach (var configuration in await call.Transaction.ListAsync<BucketConfiguration>(prefix, cancellationToken))
        {
            call.Transaction.Delete(configuration);
        }

        // Uploads under way do not keep a bucket.
        await call.AbortAllAsync(bucket.Name, cancellationToken);
        call.Transaction.Delete(bucket);
        return new();
    }

    private static CommonException NotEmpty(StoredBucket bucket, string message)
        => new("BucketNotEmpty", 409, message) { Details = [new("BucketName", bucket.Name)] };
}
