using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Websites;

/// <summary>Gives out the static website of a bucket.</summary>
internal sealed class GetBucketWebsite : IOperation<GetBucketWebsiteRequest, GetBucketWebsiteResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketWebsiteRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketWebsiteResponse> ExecuteAsync(GetBucketWebsiteRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var website = await call.FindConfigurationAsync(bucket, ConfigurationTypes.Website, cancellationToken) ?? throw ConfigurationErrors.NoWebsite(bucket);
        return new()
        {
            IndexDocument = website.IndexDocument,
            ErrorDocument = website.ErrorDocument,
            RedirectAllRequestsTo = website.RedirectAllRequestsTo,
            RoutingRules = website.RoutingRules,
        };
    }
}
