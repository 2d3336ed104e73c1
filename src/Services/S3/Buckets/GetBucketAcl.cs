using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Gives out the access control list of a bucket.</summary>
internal sealed class GetBucketAcl : IOperation<GetBucketAclRequest, GetBucketAclResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketAclRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketAclResponse> ExecuteAsync(GetBucketAclRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var owner = CanonicalUserId.Of(bucket.Account);
        var grants = bucket.IgnoresAcls || bucket.Acl is null ? [new AclGrant(owner, Permission.FullControl)] : bucket.Acl;
        return new() { Owner = new() { ID = owner }, Grants = [.. grants.Select(AclShapes.Of)] };
    }
}
