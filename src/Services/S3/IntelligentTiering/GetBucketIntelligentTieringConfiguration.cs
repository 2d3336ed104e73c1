using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.IntelligentTiering;

/// <summary>Gives out a configuration of intelligent tiering of a bucket.</summary>
internal sealed class GetBucketIntelligentTieringConfiguration : IOperation<GetBucketIntelligentTieringConfigurationRequest, GetBucketIntelligentTieringConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketIntelligentTieringConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketIntelligentTieringConfigurationResponse> ExecuteAsync(GetBucketIntelligentTieringConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { IntelligentTieringConfiguration = await call.NamedConfigurationAsync(bucket, ConfigurationTypes.IntelligentTiering, request.Id, cancellationToken) };
    }
}
