using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Tags;

/// <summary>Gives out the tags of a bucket.</summary>
internal sealed class GetBucketTagging : IOperation<GetBucketTaggingRequest, GetBucketTaggingResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketTaggingRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketTaggingResponse> ExecuteAsync(GetBucketTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { TagSet = TagRules.Of(bucket.Tags ?? throw ConfigurationErrors.NoTags(bucket)) };
    }
}
