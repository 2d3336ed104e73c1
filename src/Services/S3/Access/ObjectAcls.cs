using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Access;

/// <summary>Finds out who owns a new version and whom its access control list admits.</summary>
internal static class ObjectAcls
{
    /// <summary>The account that owns a new version (S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket").</summary>
    public static AccountId OwnerOf(Call call, StoredBucket bucket, ObjectTerms terms)
        => bucket.IgnoresAcls || call.Caller.Kind is CallerKind.Service or CallerKind.Anonymous
            || (bucket.Ownership == ObjectOwnership.BucketOwnerPreferred && terms.CannedAcl == ObjectCannedACL.BucketOwnerFullControl)
                ? bucket.Account
                : call.Caller.Account;

    /// <summary>The access control list of a new version; null when the owner alone has all.</summary>
    /// <exception cref="ServiceException">The bucket has no access control lists, or the list is none that is known.</exception>
    public static IReadOnlyList<AclGrant>? Of(Call call, StoredBucket bucket, ObjectTerms terms)
    {
        var isPlain = terms.CannedAcl is null or ObjectCannedACL.Private or ObjectCannedACL.BucketOwnerFullControl;
        if (bucket.IgnoresAcls && (!isPlain || !terms.Grants.IsEmpty))
        {
            throw new CommonException("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
        }

        if (!isPlain || !terms.Grants.IsEmpty)
        {
            throw new CommonException("NotImplemented", 501, "A header you provided implies functionality that is not implemented");
        }

        var owner = OwnerOf(call, bucket, terms);
        return terms.CannedAcl == ObjectCannedACL.BucketOwnerFullControl && owner != bucket.Account
            ? [new(CanonicalUserId.Of(owner), Permission.FullControl), new(CanonicalUserId.Of(bucket.Account), Permission.FullControl)]
            : null;
    }
}
