using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.IntelligentTiering;

/// <summary>Removes a configuration of intelligent tiering of a bucket.</summary>
internal sealed class DeleteBucketIntelligentTieringConfiguration : IOperation<DeleteBucketIntelligentTieringConfigurationRequest, DeleteBucketIntelligentTieringConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketIntelligentTieringConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketIntelligentTieringConfigurationResponse> ExecuteAsync(DeleteBucketIntelligentTieringConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.IntelligentTiering, request.Id, cancellationToken);
        return new();
    }
}
