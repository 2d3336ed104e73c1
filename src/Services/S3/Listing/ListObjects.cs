using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Listing;

/// <summary>Lists the objects of a bucket, in the first form of the API.</summary>
internal sealed class ListObjects : IOperation<ListObjectsRequest, ListObjectsResponse>
{
    public ValueTask<Target> TargetAsync(ListObjectsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(
            request.Bucket, request.ExpectedBucketOwner, cancellationToken, ListedShapes.Keys(request.Prefix, request.Delimiter, request.MaxKeys));

    public async ValueTask<ListObjectsResponse> ExecuteAsync(ListObjectsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ListingTerms.Of(bucket.Name, request.Prefix, request.Delimiter, request.MaxKeys, request.EncodingType);
        var page = call.Transaction.ReadSnapshot(snapshot => ListingPage.Take(new ListedObjects(snapshot, terms, request.Marker ?? ""), terms));
        var owners = new ListedOwners();
        return new()
        {
            Name = bucket.Name,
            Prefix = terms.Text(terms.Prefix),
            Marker = terms.Text(request.Marker ?? ""),
            Delimiter = terms.Text(terms.Delimiter),
            MaxKeys = terms.MaxKeys,
            EncodingType = request.EncodingType,
            IsTruncated = page.IsTruncated,

            // Without a delimiter the last key of the page is the marker of the next.
            NextMarker = page.IsTruncated && terms.Delimiter is not null ? terms.Text(page.Last) : null,
            Contents = [.. page.Versions.Select(version => ListedShapes.ObjectOf(version.Object, terms, owners, request.OptionalObjectAttributes))],
            CommonPrefixes = ListedShapes.PrefixesOf(page, terms),
        };
    }
}
