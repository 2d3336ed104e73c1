using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.S3.ObjectTags;

/// <summary>Gives out the tags of an object.</summary>
internal sealed class GetObjectTagging : IOperation<GetObjectTaggingRequest, GetObjectTaggingResponse>
{
    public async ValueTask<Target> TargetAsync(GetObjectTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(bucket, request.Key, request.VersionId, "s3:GetObjectVersionTagging", cancellationToken);
    }

    public async ValueTask<GetObjectTaggingResponse> ExecuteAsync(GetObjectTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "GET", cancellationToken);
        return new() { TagSet = TagRules.Of(found.Tags ?? ObjectTagRules.None), VersionId = bucket.Versioning is null ? null : found.VersionId };
    }
}
