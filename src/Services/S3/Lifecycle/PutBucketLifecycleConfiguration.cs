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

    public async ValueTask<PutBucketLifecycleConfigurationResponse> ExecuteAsync(
        PutBucketLifecycleConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var minimum = request.TransitionDefaultMinimumObjectSize ?? TransitionDefaultMinimumObjectSize.AllStorageClasses128K;
        var after = new BucketConfiguration
        {
            Bucket = bucket.Name,
            Kind = ConfigurationKind.Lifecycle,
            Id = "",
            Xml = ShapeXml.Write(request.LifecycleConfiguration ?? throw S3Errors.MalformedXml()),
            Qualifier = minimum,
        };
        if (await call.Transaction.FindAsync<BucketConfiguration>(after.Key, cancellationToken) is { } before)
        {
            call.Transaction.Replace(before, after);
        }
        else
        {
            call.Transaction.Insert(after);
            call.Transaction.Replace(bucket, bucket with { Configured = [.. bucket.Configured ?? [], ConfigurationKind.Lifecycle] });
        }

        return new() { TransitionDefaultMinimumObjectSize = minimum };
    }
}
