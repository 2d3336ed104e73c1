using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.DefaultEncryption;

/// <summary>Goes back to how a bucket seals objects when nobody said it: by keys of S3.</summary>
internal sealed class DeleteBucketEncryption : IOperation<DeleteBucketEncryptionRequest, DeleteBucketEncryptionResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketEncryptionRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketEncryptionResponse> ExecuteAsync(DeleteBucketEncryptionRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, static bucket => bucket with { Encryption = new() }, cancellationToken);
        return new();
    }
}
