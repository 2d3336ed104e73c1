using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says whether a bucket keeps older versions, and whether deleting them asks for a code.</summary>
internal sealed class GetBucketVersioning : IOperation<GetBucketVersioningRequest, GetBucketVersioningResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketVersioningRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketVersioningResponse> ExecuteAsync(GetBucketVersioningRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { Status = bucket.Versioning, MFADelete = bucket.MfaDelete ? MFADeleteStatus.Enabled : null };
    }
}
