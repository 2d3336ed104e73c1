using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Access;

/// <summary>Finds out who owns a new version.</summary>
internal static class ObjectAcls
{
    /// <summary>The account that owns a new version (S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket").</summary>
    /// <remarks>Services and those who do not sign have no account here, so what they write is the bucket owner's.</remarks>
    public static AccountId OwnerOf(Call call, StoredBucket bucket, RequestedAcl acl)
        => call.Caller.Kind is CallerKind.Service or CallerKind.Anonymous ? bucket.Account : acl.OwnerOfObject(bucket, call.Caller.Account);
}
