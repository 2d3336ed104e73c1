using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.IntelligentTiering;

/// <summary>Keeps a configuration of intelligent tiering of a bucket.</summary>
internal sealed class PutBucketIntelligentTieringConfiguration : IOperation<PutBucketIntelligentTieringConfigurationRequest, PutBucketIntelligentTieringConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketIntelligentTieringConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketIntelligentTieringConfigurationResponse> ExecuteAsync(PutBucketIntelligentTieringConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        IntelligentTieringRules.Check(request.IntelligentTieringConfiguration);
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.IntelligentTiering, request.Id, request.IntelligentTieringConfiguration, request.IntelligentTieringConfiguration.Id, cancellationToken);
        return new();
    }
}
