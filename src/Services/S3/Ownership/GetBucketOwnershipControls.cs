using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Ownership;

/// <summary>Says who owns the objects that others write into a bucket.</summary>
internal sealed class GetBucketOwnershipControls : IOperation<GetBucketOwnershipControlsRequest, GetBucketOwnershipControlsResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketOwnershipControlsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketOwnershipControlsResponse> ExecuteAsync(GetBucketOwnershipControlsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var ownership = bucket.Ownership ?? throw ConfigurationErrors.NoOwnershipControls(bucket);
        return new() { OwnershipControls = new() { Rules = [new() { ObjectOwnership = ownership }] } };
    }
}
