using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Tags;

/// <summary>Sets the tags of a bucket, in the place of those that it had.</summary>
internal sealed class PutBucketTagging : IOperation<PutBucketTaggingRequest, PutBucketTaggingResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketTaggingRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketTaggingResponse> ExecuteAsync(PutBucketTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.Read(request.Tagging.TagSet, TagRules.BucketQuota, "Bucket tag count cannot be greater than 50");
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, bucket => bucket with { Tags = tags }, cancellationToken);
        return new();
    }
}
