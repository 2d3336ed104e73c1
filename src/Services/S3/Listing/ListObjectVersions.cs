using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Listing;

/// <summary>Lists all versions and delete markers of a bucket.</summary>
internal sealed class ListObjectVersions : IOperation<ListObjectVersionsRequest, ListObjectVersionsResponse>
{
    public ValueTask<Target> TargetAsync(ListObjectVersionsRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(
            request.Bucket, request.ExpectedBucketOwner, cancellationToken, ListedShapes.Keys(request.Prefix, request.Delimiter, request.MaxKeys));

    public async ValueTask<ListObjectVersionsResponse> ExecuteAsync(ListObjectVersionsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ListingTerms.Of(bucket.Name, request.Prefix, request.Delimiter, request.MaxKeys, request.EncodingType);
        var keyMarker = request.KeyMarker ?? "";
        var versionMarker = request.VersionIdMarker is { Length: > 0 } given ? given : null;
        CheckMarkers(keyMarker, versionMarker);
        var page = call.Transaction.ReadSnapshot(snapshot => ListingPage.Take(new ListedVersions(snapshot, terms, keyMarker, versionMarker), terms));
        var owners = new ListedOwners();
        return new()
        {
            Name = bucket.Name,
            Prefix = terms.Text(terms.Prefix),
            KeyMarker = terms.Text(keyMarker),
            VersionIdMarker = versionMarker ?? "",
            NextKeyMarker = page.IsTruncated ? terms.Text(page.Last) : null,
            NextVersionIdMarker = page.IsTruncated ? page.LastVersionId : null,
            Delimiter = terms.Text(terms.Delimiter),
            MaxKeys = terms.MaxKeys,
            EncodingType = request.EncodingType,
            IsTruncated = page.IsTruncated,
            Versions =
            [
                .. page.Versions.Where(static version => !version.Object.IsDeleteMarker)
                    .Select(version => ListedShapes.VersionOf(version, terms, owners, request.OptionalObjectAttributes)),
            ],
            DeleteMarkers = [.. page.Versions.Where(static version => version.Object.IsDeleteMarker).Select(version => ListedShapes.MarkerOf(version, terms, owners))],
            CommonPrefixes = ListedShapes.PrefixesOf(page, terms),
        };
    }

    private static void CheckMarkers(string keyMarker, string? versionMarker)
    {
        if (versionMarker is null)
        {
            return;
        }

        if (keyMarker.Length == 0)
        {
            throw S3Errors.InvalidArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", versionMarker);
        }

        if (!VersionIds.IsValid(versionMarker))
        {
            throw S3Errors.InvalidArgument("Invalid version id specified", "version-id-marker", versionMarker);
        }
    }
}
