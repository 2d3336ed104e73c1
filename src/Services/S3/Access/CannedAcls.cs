using Holdfast.Kernel;

namespace Holdfast.Services.S3.Access;

/// <summary>The access control lists that have a name (S3 User Guide, "Access control list (ACL) overview", "Canned ACL").</summary>
internal static class CannedAcls
{
    /// <summary>The owner alone has all.</summary>
    public const string Private = "private";

    /// <summary>The owner of the bucket has all that the owner of the object has.</summary>
    public const string BucketOwnerFullControl = "bucket-owner-full-control";

    // The account that reads machine images for EC2: the API reference does not name it, answers of S3 do.
    private const string ImageReader = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

    /// <summary>Gives the grants of a canned list.</summary>
    /// <param name="name">The name, as <c>x-amz-acl</c> has it.</param>
    /// <param name="owner">The canonical user id of the account that owns the bucket or object.</param>
    /// <param name="bucketOwner">The canonical user id of the account that owns the bucket.</param>
    /// <exception cref="ServiceException">There is no such list.</exception>
    public static IReadOnlyList<AclGrant> Of(string name, string owner, string bucketOwner) =>
    [
        new(owner, Permission.FullControl),
        .. name switch
        {
            Private => [],
            "public-read" => [new(AclPolicy.AllUsers, Permission.READ)],
            "public-read-write" => [new(AclPolicy.AllUsers, Permission.READ), new(AclPolicy.AllUsers, Permission.WRITE)],
            "authenticated-read" => [new(AclPolicy.AuthenticatedUsers, Permission.READ)],
            "aws-exec-read" => [new(ImageReader, Permission.READ)],
            "log-delivery-write" => [new(AclPolicy.LogDelivery, Permission.WRITE), new(AclPolicy.LogDelivery, Permission.ReadAcp)],
            "bucket-owner-read" => Further(owner, bucketOwner, Permission.READ),
            BucketOwnerFullControl => Further(owner, bucketOwner, Permission.FullControl),
            _ => throw S3Errors.InvalidArgument("Invalid canned ACL", "x-amz-acl", name),
        },
    ];

    // The owner of the bucket has all already when the object is theirs.
    private static AclGrant[] Further(string owner, string bucketOwner, string permission) => owner == bucketOwner ? [] : [new(bucketOwner, permission)];
}
