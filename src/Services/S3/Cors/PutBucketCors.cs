using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Cors;

/// <summary>Sets the cross-origin rules of a bucket.</summary>
internal sealed class PutBucketCors : IOperation<PutBucketCorsRequest, PutBucketCorsResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketCorsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketCorsResponse> ExecuteAsync(PutBucketCorsRequest request, Call call, CancellationToken cancellationToken)
    {
        CorsRules.Check(request.CORSConfiguration);

        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Cors, request.CORSConfiguration, cancellationToken);
        return new();
    }
}
