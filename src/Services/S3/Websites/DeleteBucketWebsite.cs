using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Websites;

/// <summary>Removes the static website of a bucket.</summary>
internal sealed class DeleteBucketWebsite : IOperation<DeleteBucketWebsiteRequest, DeleteBucketWebsiteResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketWebsiteRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketWebsiteResponse> ExecuteAsync(DeleteBucketWebsiteRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Website, cancellationToken);
        return new();
    }
}
