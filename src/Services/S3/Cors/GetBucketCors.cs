using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Cors;

/// <summary>Gives out the cross-origin rules of a bucket.</summary>
internal sealed class GetBucketCors : IOperation<GetBucketCorsRequest, GetBucketCorsResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketCorsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketCorsResponse> ExecuteAsync(GetBucketCorsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var configuration = await call.FindConfigurationAsync(bucket, ConfigurationTypes.Cors, cancellationToken) ?? throw ConfigurationErrors.NoCors(bucket);
        return new() { CORSRules = configuration.CORSRules };
    }
}
