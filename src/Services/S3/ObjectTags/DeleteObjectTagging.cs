using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;


namespace Holdfast.Services.S3.ObjectTags;

/// <summary>Takes all tags from an object.</summary>
internal sealed class DeleteObjectTagging : IOperation<DeleteObjectTaggingRequest, DeleteObjectTaggingResponse>
{
    public async ValueTask<Target> TargetAsync(DeleteObjectTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.VersionTargetAsync(bucket, request.Key, request.VersionId, "s3:DeleteObjectVersionTagging", cancellationToken);
    }

    public async ValueTask<DeleteObjectTaggingResponse> ExecuteAsync(DeleteObjectTaggingRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "DELETE", cancellationToken);
        if (found.Tags is not null)
        {
            await call.ReplaceAsync(found, found with { Tags = null }, cancellationToken);
        }

        call.Raise(bucket, EventNames.TaggingDelete, found);

        return new() { VersionId = bucket.Versioning is null ? null : found.VersionId };
    }
}
