using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says whether transfer acceleration is on.</summary>
internal sealed class GetBucketAccelerateConfiguration : IOperation<GetBucketAccelerateConfigurationRequest, GetBucketAccelerateConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketAccelerateConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketAccelerateConfigurationResponse> ExecuteAsync(GetBucketAccelerateConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { Status = bucket.Acceleration };
    }
}
