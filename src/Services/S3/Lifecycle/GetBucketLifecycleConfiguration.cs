using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Gives out the lifecycle rules of a bucket.</summary>
internal sealed class GetBucketLifecycleConfiguration : IOperation<GetBucketLifecycleConfigurationRequest, GetBucketLifecycleConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketLifecycleConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketLifecycleConfigurationResponse> ExecuteAsync(GetBucketLifecycleConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var (configuration, size) = await call.LifecycleAsync(bucket, cancellationToken);
        return new() { Rules = configuration.Rules, TransitionDefaultMinimumObjectSize = size };
    }
}
