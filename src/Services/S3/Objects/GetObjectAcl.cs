using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Objects;

/// <summary>Gives out the access control list of an object.</summary>
internal sealed class GetObjectAcl : IOperation<GetObjectAclRequest, GetObjectAclResponse>
{
    public async ValueTask<Target> TargetAsync(GetObjectAclRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.ListTargetAsync(bucket, request.Key, request.VersionId, "s3:GetObjectVersionAcl", cancellationToken);
    }

    public async ValueTask<GetObjectAclResponse> ExecuteAsync(GetObjectAclRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "GET", cancellationToken);
        var owner = CanonicalUserId.Of(bucket.IgnoresAcls ? bucket.Account : found.Owner);
        var grants = bucket.IgnoresAcls || found.Acl is null ? [new AclGrant(owner, Permission.FullControl)] : found.Acl;
        return new() { Owner = new() { ID = owner }, Grants = [.. grants.Select(AclShapes.Of)] };
    }
}
