using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Lists the buckets of the caller's account, in the order of their names.</summary>
internal sealed class ListBuckets(S3Quotas quotas) : IOperation<ListBucketsRequest, ListBucketsResponse>
{
    public ValueTask<Target> TargetAsync(ListBucketsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListBucketsResponse> ExecuteAsync(ListBucketsRequest request, Call call, CancellationToken cancellationToken)
    {
        var owned = await call.Transaction.ListByIndexAsync(StoredBucket.ByAccount, call.Account.Value, after: null, quotas.BucketsPerAccount, cancellationToken);
        return new()
        {
            Owner = new() { ID = CanonicalUserId.Of(call.Account) },
            Buckets =
            [
                .. owned.Select(bucket => new BucketShape
                {
                    Name = bucket.Name,
                    CreationDate = bucket.CreatedAt,
                    BucketArn = request.MaxBuckets is null ? null : call.BucketArn(bucket.Name).Value,
                    BucketRegion = request.MaxBuckets is null ? null : bucket.Region,
                }),
            ],
        };
    }
}
