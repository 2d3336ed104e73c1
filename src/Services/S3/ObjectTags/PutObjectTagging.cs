using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.S3.ObjectTags;

/// <summary>Sets the tags of an object, in the place of those that it had.</summary>
internal sealed class PutObjectTagging : IOperation<PutObjectTaggingRequest, PutObjectTaggingResponse>
{
    public async ValueTask<Target> TargetAsync(PutObjectTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(bucket, request.Key, request.VersionId, "s3:PutObjectVersionTagging", cancellationToken, ObjectTagRules.Keys(request.Tagging.TagSet));
    }

    public async ValueTask<PutObjectTaggingResponse> ExecuteAsync(PutObjectTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var tags = TagRules.Read(request.Tagging.TagSet, ObjectTagRules.Quota, ObjectTagRules.TooMany);
        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "PUT", cancellationToken);
        var tagged = found with { Tags = tags };
        await call.ReplaceAsync(found, tagged, cancellationToken);
        call.Raise(bucket, EventNames.TaggingPut, tagged);
        return new() { VersionId = bucket.Versioning is null ? null : found.VersionId };
    }
}
