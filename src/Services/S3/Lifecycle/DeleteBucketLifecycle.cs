using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Removes the lifecycle rules of a bucket.</summary>
internal sealed class DeleteBucketLifecycle : IOperation<DeleteBucketLifecycleRequest, DeleteBucketLifecycleResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketLifecycleRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketLifecycleResponse> ExecuteAsync(DeleteBucketLifecycleRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Lifecycle, cancellationToken);
        return new();
    }
}
