using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Tags;

/// <summary>Removes the tags of a bucket.</summary>
internal sealed class DeleteBucketTagging : IOperation<DeleteBucketTaggingRequest, DeleteBucketTaggingResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketTaggingRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketTaggingResponse> ExecuteAsync(DeleteBucketTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, static bucket => bucket with { Tags = null }, cancellationToken);
        return new();
    }
}
