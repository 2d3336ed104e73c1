using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Lists the buckets of the caller's account, in the order of their names, whatever region is asked.</summary>
internal sealed class ListBuckets(S3Quotas quotas) : IOperation<ListBucketsRequest, ListBucketsResponse>
{
    private const int PageSizeMax = 10_000;

    public ValueTask<Target> TargetAsync(ListBucketsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListBucketsResponse> ExecuteAsync(ListBucketsRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.MaxBuckets is < 1 or > PageSizeMax)
        {
            throw S3Errors.InvalidArgument($"Argument max-buckets must be an integer between 1 and {PageSizeMax}", "max-buckets", request.MaxBuckets.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var after = request.ContinuationToken is { } token ? NamedConfigurations.Decode(token) : null;
        var owned = await call.Transaction.ListByIndexAsync(StoredBucket.ByAccount, call.Account.Value, after, quotas.BucketsPerAccount, cancellationToken);
        var wanted = owned.Where(bucket => bucket.Name.StartsWith(request.Prefix ?? "", StringComparison.Ordinal) && bucket.Region == (request.BucketRegion ?? bucket.Region)).ToArray();
        var page = wanted.Take(request.MaxBuckets ?? PageSizeMax).ToArray();

        // "… included in the response only if the request has at least one valid parameter".
        var isNarrowed = (request.MaxBuckets is not null) || (request.Prefix ?? request.BucketRegion ?? request.ContinuationToken) is not null;
        return new()
        {
            Owner = new() { ID = CanonicalUserId.Of(call.Account) },
            Prefix = request.Prefix,
            ContinuationToken = page.Length < wanted.Length ? NamedConfigurations.Encode(page[^1].Name) : null,
            Buckets =
            [
                .. page.Select(bucket => new BucketShape
                {
                    Name = bucket.Name,
                    CreationDate = bucket.CreatedAt,
                    BucketArn = isNarrowed ? call.BucketArn(bucket.Name).Value : null,
                    BucketRegion = isNarrowed ? bucket.Region : null,
                }),
            ],
        };
    }
}
