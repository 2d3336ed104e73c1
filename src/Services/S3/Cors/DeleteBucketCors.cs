using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Cors;

/// <summary>Removes the cross-origin rules of a bucket.</summary>
internal sealed class DeleteBucketCors : IOperation<DeleteBucketCorsRequest, DeleteBucketCorsResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketCorsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketCorsResponse> ExecuteAsync(DeleteBucketCorsRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Cors, cancellationToken);
        return new();
    }
}
