using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.DefaultEncryption;

/// <summary>Says how a bucket seals objects when their request does not.</summary>
internal sealed class PutBucketEncryption : IOperation<PutBucketEncryptionRequest, PutBucketEncryptionResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketEncryptionRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketEncryptionResponse> ExecuteAsync(PutBucketEncryptionRequest request, Call call, CancellationToken cancellationToken)
    {
        var after = EncryptionRules.Read(request.ServerSideEncryptionConfiguration);
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, bucket => bucket with { Encryption = after }, cancellationToken);
        return new();
    }
}
