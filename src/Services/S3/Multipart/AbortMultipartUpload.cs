using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Ends an upload without an object; its parts go.</summary>
internal sealed class AbortMultipartUpload : IOperation<AbortMultipartUploadRequest, AbortMultipartUploadResponse>
{
    public async ValueTask<Target> TargetAsync(AbortMultipartUploadRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken), request.Key);

    public async ValueTask<AbortMultipartUploadResponse> ExecuteAsync(AbortMultipartUploadRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var upload = await call.UploadAsync(request.Bucket, request.Key, request.UploadId, cancellationToken);
        if (request.IfMatchInitiatedTime is { } expected && expected.ToUnixTimeSeconds() != upload.InitiatedAt.ToUnixTimeSeconds())
        {
            throw S3Errors.PreconditionFailed("x-amz-if-match-initiated-time");
        }

        call.Abort(upload);
        return new();
    }
}
