using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Sets the lifecycle rules of a bucket.</summary>
internal sealed class PutBucketLifecycleConfiguration : IOperation<PutBucketLifecycleConfigurationRequest, PutBucketLifecycleConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketLifecycleConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketLifecycleConfigurationResponse> ExecuteAsync(PutBucketLifecycleConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var configuration = LifecycleRuleChecks.Read(request.LifecycleConfiguration, call.Ids);
        var size = LifecycleRuleChecks.SizeOf(request.TransitionDefaultMinimumObjectSize);
        await call.ConfigureAsync(bucket, ConfigurationKind.Lifecycle, configuration, cancellationToken, qualifier: size);
        return new() { TransitionDefaultMinimumObjectSize = size };
    }
}
