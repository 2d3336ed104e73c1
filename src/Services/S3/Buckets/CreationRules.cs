using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>What a request for a new bucket may say, and what has to be allowed for it (S3 API Reference, "CreateBucket").</summary>
internal static class CreationRules
{
    private const string RegionalSuffix = "-an";

    /// <summary>What the request says about the access control list.</summary>
    public static RequestedAcl AclOf(CreateBucketRequest request) => new()
    {
        Canned = request.ACL,
        FullControl = request.GrantFullControl,
        Read = request.GrantRead,
        ReadAcp = request.GrantReadACP,
        Write = request.GrantWrite,
        WriteAcp = request.GrantWriteACP,
    };

    /// <summary>The condition keys of the request.</summary>
    public static IEnumerable<ConditionKey> KeysOf(CreateBucketRequest request)
    {
        foreach (var key in AclOf(request).Keys())
        {
            yield return key;
        }

        if (request.CreateBucketConfiguration?.LocationConstraint is { } constraint)
        {
            yield return new("s3:locationconstraint", constraint);
        }

        if (request.ObjectOwnership is { } ownership)
        {
            yield return new("s3:x-amz-object-ownership", ownership);
        }

        if (request.BucketNamespace is { } space)
        {
            yield return new("s3:x-amz-bucket-namespace", space);
        }

        foreach (var key in TagConditions.OfRequest((request.CreateBucketConfiguration?.Tags ?? []).Select(static tag => KeyValuePair.Create(tag.Key, tag.Value))))
        {
            yield return key;
        }
    }

    /// <summary>The actions that must be allowed besides ("Permissions").</summary>
    public static IEnumerable<string> FurtherActionsOf(CreateBucketRequest request)
    {
        if (AclOf(request) is { IsNone: false, Canned: not CannedAcls.Private })
        {
            yield return "s3:PutBucketAcl";
        }

        if (request.ObjectLockEnabledForBucket == true)
        {
            yield return "s3:PutBucketObjectLockConfiguration";
            yield return "s3:PutBucketVersioning";
        }

        if (request.ObjectOwnership is not null)
        {
            yield return "s3:PutBucketOwnershipControls";
        }

        if (request.CreateBucketConfiguration?.Tags is { Count: > 0 })
        {
            yield return "s3:TagResource";
        }
    }

    /// <summary>Says who owns what others write into the new bucket.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isOpen">Whether buckets that say nothing begin with access control lists.</param>
    /// <exception cref="ServiceException">The request says what there is not.</exception>
    public static string OwnershipOf(CreateBucketRequest request, bool isOpen) => request.ObjectOwnership switch
    {
        null => isOpen ? ObjectOwnership.ObjectWriter : ObjectOwnership.BucketOwnerEnforced,
        ObjectOwnership.BucketOwnerEnforced or ObjectOwnership.BucketOwnerPreferred or ObjectOwnership.ObjectWriter => request.ObjectOwnership,
        _ => throw S3Errors.InvalidArgument("Invalid x-amz-object-ownership header", "x-amz-object-ownership", request.ObjectOwnership),
    };

    /// <summary>Refuses what only directory buckets have.</summary>
    public static void CheckKind(CreateBucketConfigurationShape? configuration)
    {
        if (configuration is { Location: not null } or { Bucket: not null })
        {
            throw new CommonException("NotImplemented", 501, "Directory buckets are not there.");
        }
    }

    /// <summary>Checks that a name of the account's own namespace is one, and that no other name looks like it (S3 User Guide, "Namespaces for general purpose buckets").</summary>
    public static void CheckNamespace(CreateBucketRequest request, AccountId account, string region)
    {
        var isOwn = request.BucketNamespace switch
        {
            null or BucketNamespace.Global => false,
            BucketNamespace.AccountRegional => true,
            _ => throw S3Errors.InvalidArgument("Invalid x-amz-bucket-namespace header", "x-amz-bucket-namespace", request.BucketNamespace),
        };
        if (isOwn ? !request.Bucket.EndsWith($"-{account.Value}-{region}{RegionalSuffix}", StringComparison.Ordinal) : request.Bucket.EndsWith(RegionalSuffix, StringComparison.Ordinal))
        {
            throw BucketName.Invalid(request.Bucket);
        }
    }
}
