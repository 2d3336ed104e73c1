using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Ownership;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Creates a bucket; nobody else on the server has its name.</summary>
internal sealed class CreateBucket(S3Quotas quotas) : IOperation<CreateBucketRequest, CreateBucketResponse>
{
    private static readonly PublicAccess Blocked = new(BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true);

    public ValueTask<Target> TargetAsync(CreateBucketRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(call.BucketArn(request.Bucket))
        {
            Named = [new(call.BucketArn(request.Bucket), call.Account, S3Arns.BucketType)],
            Context = [.. CreationRules.KeysOf(request)],
            Also = [.. CreationRules.FurtherActionsOf(request).Select(action => new Target(call.BucketArn(request.Bucket)) { Action = action })],
        });

    public async ValueTask<CreateBucketResponse> ExecuteAsync(CreateBucketRequest request, Call call, CancellationToken cancellationToken)
    {
        BucketName.Check(request.Bucket);
        var configuration = request.CreateBucketConfiguration;
        var (region, constraint) = LocationConstraints.RegionOf(configuration?.LocationConstraint, call);
        CreationRules.CheckNamespace(request, call.Account, region);
        CreationRules.CheckKind(configuration);
        var ownership = CreationRules.OwnershipOf(request, quotas.HasOpenBuckets);
        var acl = AclOf(request, call.Account, ownership, quotas.HasOpenBuckets);
        var response = new CreateBucketResponse
        {
            Location = region == LocationConstraints.First ? $"/{request.Bucket}" : $"http://{request.Bucket}.s3.{call.Partition.DnsSuffix}/",
            BucketArn = call.BucketArn(request.Bucket).Value,
        };
        if (await call.Transaction.FindAsync<StoredBucket>(request.Bucket, cancellationToken) is { } taken)
        {
            if (taken.Account != call.Account || taken.Region != LocationConstraints.First || region != LocationConstraints.First)
            {
                throw Taken(taken, call);
            }

            // "… in the North Virginia Region … Amazon S3 returns 200 OK and resets the bucket access control lists".
            call.Transaction.Replace(taken, taken with { Acl = taken.IgnoresAcls ? taken.Acl : acl });
            return response;
        }

        var owned = await call.Transaction.ListByIndexAsync(StoredBucket.ByAccount, call.Account.Value, after: null, quotas.BucketsPerAccount, cancellationToken);
        if (owned.Count >= quotas.BucketsPerAccount)
        {
            throw new CommonException("TooManyBuckets", 400, "You have attempted to create more buckets than allowed");
        }

        var isLocked = request.ObjectLockEnabledForBucket == true;
        call.Transaction.Insert(new StoredBucket
        {
            Name = request.Bucket,
            Account = call.Account,
            Region = region,
            Constraint = constraint,
            CreatedAt = call.Now,
            Ownership = ownership,
            Acl = acl,
            Tags = TagRules.Read(configuration?.Tags, TagRules.BucketQuota, "Bucket tag count cannot be greater than 50"),
            PublicAccess = quotas.HasOpenBuckets ? null : Blocked,
            Lock = isLocked ? new ObjectLock() : null,
            Versioning = isLocked ? BucketVersioningStatus.Enabled : null,
        });
        return response;
    }

    // A new bucket blocks public lists unless it is open, and most know none at all.
    private static IReadOnlyList<AclGrant>? AclOf(CreateBucketRequest request, AccountId account, string ownership, bool isOpen)
    {
        var requested = CreationRules.AclOf(request);
        if (requested.IsNone)
        {
            return null;
        }

        var owner = CanonicalUserId.Of(account);
        var grants = requested.GrantsOf(owner, owner);
        if (ownership == ObjectOwnership.BucketOwnerEnforced)
        {
            return grants.All(grant => grant.Grantee == owner) ? null : throw OwnershipErrors.HasAcl();
        }

        return !isOpen && grants.Any(AclPolicy.IsPublic)
            ? throw new CommonException("InvalidBucketAclWithBlockPublicAccessError", 400, "Bucket cannot have public ACLs set with BlockPublicAccess enabled")
            : grants;
    }

    private static ServiceException Taken(StoredBucket taken, Call call)
        => taken.Account == call.Account
            ? new BucketAlreadyOwnedByYouException("Your previous request to create the named bucket succeeded and you already own it.")
            {
                Details = [new("BucketName", taken.Name)],
            }
            : new BucketAlreadyExistsException(
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.")
            {
                Details = [new("BucketName", taken.Name)],
            };
}
