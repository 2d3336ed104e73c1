using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Notifications;

namespace Holdfast.Services.S3.Objects;

/// <summary>Sets the access control list of an object.</summary>
internal sealed class PutObjectAcl : IOperation<PutObjectAclRequest, PutObjectAclResponse>
{
    public async ValueTask<Target> TargetAsync(PutObjectAclRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return await call.ListTargetAsync(bucket, request.Key, request.VersionId, "s3:PutObjectVersionAcl", cancellationToken, AclOf(request).Keys());
    }

    public async ValueTask<PutObjectAclResponse> ExecuteAsync(PutObjectAclRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "PUT", cancellationToken);
        var acl = AclOf(request);
        await call.ReplaceAsync(found, found with { Acl = acl.IsNone ? throw RequestedAcl.Missing() : acl.ForObject(bucket, found.Owner) }, cancellationToken);
        call.Raise(bucket, EventNames.AclPut, found);
        return new();
    }

    private static RequestedAcl AclOf(PutObjectAclRequest request) => new()
    {
        Canned = request.ACL,
        FullControl = request.GrantFullControl,
        Read = request.GrantRead,
        ReadAcp = request.GrantReadACP,
        Write = request.GrantWrite,
        WriteAcp = request.GrantWriteACP,
        Policy = request.AccessControlPolicy,
    };
}
