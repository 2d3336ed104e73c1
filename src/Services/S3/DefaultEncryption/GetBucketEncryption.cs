using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.DefaultEncryption;

/// <summary>Says how a bucket seals objects when their request does not; there always is an answer.</summary>
internal sealed class GetBucketEncryption : IOperation<GetBucketEncryptionRequest, GetBucketEncryptionResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketEncryptionRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketEncryptionResponse> ExecuteAsync(GetBucketEncryptionRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { ServerSideEncryptionConfiguration = EncryptionRules.Of(bucket.Encryption) };
    }
}
