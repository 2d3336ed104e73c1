using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Store;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Creates a bucket; nobody else on the server has its name.</summary>
internal sealed class CreateBucket(S3Quotas quotas) : IOperation<CreateBucketRequest, CreateBucketResponse>
{
    private static readonly PublicAccess Blocked = new(BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true);

    public ValueTask<Target> TargetAsync(CreateBucketRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(call.BucketArn(request.Bucket))
        {
            Named = [new(call.BucketArn(request.Bucket), call.Account, S3Arns.BucketType)],
        });

    public async ValueTask<CreateBucketResponse> ExecuteAsync(CreateBucketRequest request, Call call, CancellationToken cancellationToken)
    {
        BucketName.Check(request.Bucket);
        var region = RegionOf(request, call);
        if (await call.Transaction.FindAsync<StoredBucket>(request.Bucket, cancellationToken) is { } taken)
        {
            throw Taken(taken, call);
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
            CreatedAt = call.Now,
            Ownership = request.ObjectOwnership ?? ObjectOwnership.BucketOwnerEnforced,
            PublicAccess = Blocked,
            Lock = isLocked ? new ObjectLock() : null,
            Versioning = isLocked ? BucketVersioningStatus.Enabled : null,
        });
        return new() { Location = $"/{request.Bucket}" };
    }

    private static string RegionOf(CreateBucketRequest request, Call call)
    {
        var asked = request.CreateBucketConfiguration?.LocationConstraint;
        var region = call.Region.Value;
        if (asked is null)
        {
            return region == "us-east-1" || call.Partition.Name != "aws"
                ? region
                : throw new CommonException(
                    "IllegalLocationConstraintException",
                    400,
                    "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.");
        }

        return asked == region ? region
            : region == "us-east-1" && Region.TryParse(asked, provider: null, out _) ? asked
            : throw new CommonException(
                "IllegalLocationConstraintException",
                400,
                $"The {asked} location constraint is incompatible for the region specific endpoint this request was sent to.");
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
