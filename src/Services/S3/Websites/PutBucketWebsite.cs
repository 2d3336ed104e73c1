using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Websites;

/// <summary>Sets the static website of a bucket.</summary>
internal sealed class PutBucketWebsite : IOperation<PutBucketWebsiteRequest, PutBucketWebsiteResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketWebsiteRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketWebsiteResponse> ExecuteAsync(PutBucketWebsiteRequest request, Call call, CancellationToken cancellationToken)
    {
        WebsiteRules.Check(request.WebsiteConfiguration);

        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Website, request.WebsiteConfiguration, cancellationToken);
        return new();
    }
}
