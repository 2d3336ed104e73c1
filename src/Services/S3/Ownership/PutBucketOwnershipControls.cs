using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Ownership;

/// <summary>Says who owns the objects that others write into a bucket; lists that grant to others must be gone before they are turned off.</summary>
internal sealed class PutBucketOwnershipControls : IOperation<PutBucketOwnershipControlsRequest, PutBucketOwnershipControlsResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketOwnershipControlsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketOwnershipControlsResponse> ExecuteAsync(PutBucketOwnershipControlsRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.OwnershipControls.Rules is not [{ ObjectOwnership: ObjectOwnership.BucketOwnerEnforced or ObjectOwnership.BucketOwnerPreferred or ObjectOwnership.ObjectWriter } rule])
        {
            throw S3Errors.MalformedXml();
        }

        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (rule.ObjectOwnership == ObjectOwnership.BucketOwnerEnforced && bucket.Acl is { } acl && acl.Any(grant => grant.Grantee != CanonicalUserId.Of(bucket.Account)))
        {
            throw OwnershipErrors.HasAcl();
        }

        call.Transaction.Replace(bucket, bucket with { Ownership = rule.ObjectOwnership });
        return new();
    }
}
