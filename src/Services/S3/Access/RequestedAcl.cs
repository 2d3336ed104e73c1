using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Access;

/// <summary>What a request says about the access control list of what it makes or changes: a canned name, grants in headers, or a list in its body.</summary>
internal sealed record RequestedAcl
{
    /// <summary>The name of a canned list (<c>x-amz-acl</c>).</summary>
    public string? Canned { get; init; }

    /// <summary>The value of <c>x-amz-grant-full-control</c>.</summary>
    public string? FullControl { get; init; }

    /// <summary>The value of <c>x-amz-grant-read</c>.</summary>
    public string? Read { get; init; }

    /// <summary>The value of <c>x-amz-grant-read-acp</c>.</summary>
    public string? ReadAcp { get; init; }

    /// <summary>The value of <c>x-amz-grant-write</c>.</summary>
    public string? Write { get; init; }

    /// <summary>The value of <c>x-amz-grant-write-acp</c>.</summary>
    public string? WriteAcp { get; init; }

    /// <summary>The list of the body, for the operations that have one.</summary>
    public AccessControlPolicyShape? Policy { get; init; }

    /// <summary>Whether the request says nothing.</summary>
    public bool IsNone => Canned is null && Policy is null && !HasHeaders;

    private bool HasHeaders => (FullControl ?? Read ?? ReadAcp ?? Write ?? WriteAcp) is not null;

    /// <summary>The condition keys that the headers give.</summary>
    public IEnumerable<ConditionKey> Keys()
        => new (string Name, string? Value)[]
        {
            ("s3:x-amz-acl", Canned),
            ("s3:x-amz-grant-full-control", FullControl),
            ("s3:x-amz-grant-read", Read),
            ("s3:x-amz-grant-read-acp", ReadAcp),
            ("s3:x-amz-grant-write", Write),
            ("s3:x-amz-grant-write-acp", WriteAcp),
        }.Where(static key => key.Value is not null).Select(static key => new ConditionKey(key.Name, key.Value!));

    /// <summary>Says who will own an object that the request writes: with preferred ownership of the bucket's owner, writers give theirs up by name.</summary>
    public AccountId OwnerOfObject(StoredBucket bucket, AccountId writer) => bucket.Ownership switch
    {
        ObjectOwnership.BucketOwnerEnforced => bucket.Account,
        ObjectOwnership.BucketOwnerPreferred when Canned == CannedAcls.BucketOwnerFullControl => bucket.Account,
        _ => writer,
    };

    /// <summary>Gives the list that an object of the bucket is to have; null when the owner alone has all.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="owner">The account that owns the object.</param>
    /// <exception cref="ServiceException">The bucket does not allow it, or it is not a list.</exception>
    public IReadOnlyList<AclGrant>? ForObject(StoredBucket bucket, AccountId owner)
    {
        if (IsNone)
        {
            return null;
        }

        var bucketOwner = CanonicalUserId.Of(bucket.Account);
        var grants = GrantsOf(owner == bucket.Account ? bucketOwner : CanonicalUserId.Of(owner), bucketOwner);
        if (bucket.IgnoresAcls)
        {
            // What says no more than that the bucket's owner has all is let through.
            return Canned is null or CannedAcls.BucketOwnerFullControl && grants is [{ Permission: S3.Permission.FullControl } only] && only.Grantee == bucketOwner ? null : throw NotSupported();
        }

        CheckPublic(bucket, grants);
        return grants;
    }

    /// <summary>Gives the list that the bucket is to have.</summary>
    /// <exception cref="ServiceException">The bucket does not allow it, or it is not a list.</exception>
    public IReadOnlyList<AclGrant> ForBucket(StoredBucket bucket)
    {
        var owner = CanonicalUserId.Of(bucket.Account);
        var grants = GrantsOf(owner, owner);
        if (bucket.IgnoresAcls)
        {
            throw NotSupported();
        }

        CheckPublic(bucket, grants);
        return grants;
    }

    /// <summary>Gives the grants, whatever the bucket allows.</summary>
    /// <param name="owner">The canonical user id of the owner of the bucket or object.</param>
    /// <param name="bucketOwner">The canonical user id of the owner of the bucket.</param>
    /// <exception cref="ServiceException">It is not a list, or says it in two ways.</exception>
    public IReadOnlyList<AclGrant> GrantsOf(string owner, string bucketOwner)
    {
        if (Canned is not null && HasHeaders)
        {
            throw S3Errors.InvalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
        }

        if (Policy is not null && (Canned is not null || HasHeaders))
        {
            throw new CommonException("UnexpectedContent", 400, "This request does not support content");
        }

        return Policy is not null ? AclShapes.Read(Policy, owner)
            : Canned is not null ? CannedAcls.Of(Canned, owner, bucketOwner)
            : HasHeaders ? AclShapes.CheckCount(
            [
                .. GrantHeaders.Read("x-amz-grant-full-control", FullControl, S3.Permission.FullControl),
                .. GrantHeaders.Read("x-amz-grant-read", Read, S3.Permission.READ),
                .. GrantHeaders.Read("x-amz-grant-read-acp", ReadAcp, S3.Permission.ReadAcp),
                .. GrantHeaders.Read("x-amz-grant-write", Write, S3.Permission.WRITE),
                .. GrantHeaders.Read("x-amz-grant-write-acp", WriteAcp, S3.Permission.WriteAcp),
            ])
            : throw Missing();
    }

    private static void CheckPublic(StoredBucket bucket, IReadOnlyList<AclGrant> grants)
    {
        if (bucket.PublicAccess is { BlockPublicAcls: true } && grants.Any(AclPolicy.IsPublic))
        {
            throw S3Errors.AccessDenied();
        }
    }

    /// <summary>The error of a request that is to set a list and brings none.</summary>
    public static CommonException Missing()
        => new("MissingSecurityHeader", 400, "Your request was missing a required header") { Details = [new("MissingHeaderName", "x-amz-acl")] };

    /// <summary>The error of a bucket whose owner owns all that is in it.</summary>
    public static CommonException NotSupported() => new("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
}
