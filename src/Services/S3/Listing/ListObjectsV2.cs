using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Listing;

/// <summary>Lists the objects of a bucket.</summary>
internal sealed class ListObjectsV2 : IOperation<ListObjectsV2Request, ListObjectsV2Response>
{
    public ValueTask<Target> TargetAsync(ListObjectsV2Request request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(
            request.Bucket, request.ExpectedBucketOwner, cancellationToken, ListedShapes.Keys(request.Prefix, request.Delimiter, request.MaxKeys));

    public async ValueTask<ListObjectsV2Response> ExecuteAsync(ListObjectsV2Request request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ListingTerms.Of(bucket.Name, request.Prefix, request.Delimiter, request.MaxKeys, request.EncodingType);
        var after = request.ContinuationToken is { Length: > 0 } token ? ContinuationToken.Read(token) : request.StartAfter ?? "";
        var page = call.Transaction.ReadSnapshot(snapshot => ListingPage.Take(new ListedObjects(snapshot, terms, after), terms));
        var owners = request.FetchOwner == true ? new ListedOwners() : null;
        return new()
        {
            Name = bucket.Name,
            Prefix = terms.Text(terms.Prefix),
            StartAfter = terms.Text(request.StartAfter),
            ContinuationToken = request.ContinuationToken,
            NextContinuationToken = page.IsTruncated ? ContinuationToken.Make(page.Last!) : null,
            Delimiter = terms.Text(terms.Delimiter),
            MaxKeys = terms.MaxKeys,
            KeyCount = page.Versions.Count + page.CommonPrefixes.Count,
            EncodingType = request.EncodingType,
            IsTruncated = page.IsTruncated,
            Contents = [.. page.Versions.Select(version => ListedShapes.ObjectOf(version.Object, terms, owners, request.OptionalObjectAttributes))],
            CommonPrefixes = ListedShapes.PrefixesOf(page, terms),
        };
    }
}
