using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Sets the access control list of a bucket.</summary>
internal sealed class PutBucketAcl : IOperation<PutBucketAclRequest, PutBucketAclResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketAclRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken, AclOf(request).Keys());

    public async ValueTask<PutBucketAclResponse> ExecuteAsync(PutBucketAclRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        call.Transaction.Replace(bucket, bucket with { Acl = AclOf(request).ForBucket(bucket) });
        return new();
    }

    private static RequestedAcl AclOf(PutBucketAclRequest request) => new()
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
