using Holdfast.Kernel;

namespace Holdfast.Services.S3.Ownership;

/// <summary>What S3 answers when ownership controls and access control lists contradict each other.</summary>
internal static class OwnershipErrors
{
    /// <summary>A list grants to others, and the bucket's owner is to own all.</summary>
    public static CommonException HasAcl()
        => new("InvalidBucketAclWithObjectOwnership", 400, "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
}
