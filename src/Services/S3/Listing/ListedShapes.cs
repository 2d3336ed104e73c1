using Holdfast.Kernel;

namespace Holdfast.Services.S3.Listing;

/// <summary>Turns what a listing finds into the shapes of the wire, and the terms of a listing into its condition keys.</summary>
internal static class ListedShapes
{
    /// <summary>Makes the shape of an object.</summary>
    /// <param name="stored">The object.</param>
    /// <param name="terms">What was asked for.</param>
    /// <param name="owners">Its owner, where that is told; null where it is not.</param>
    /// <param name="optional">The further attributes that were asked for.</param>
    public static ObjectShape ObjectOf(ListedObject stored, ListingTerms terms, ListedOwners? owners, IReadOnlyList<string>? optional) => new()
    {
        Key = terms.Text(stored.Key),
        LastModified = stored.ModifiedAt,
        ETag = $"\"{stored.ETag}\"",
        Size = stored.Size,
        StorageClass = stored.StorageClass ?? ObjectStorageClass.STANDARD,
        ChecksumAlgorithm = SumsOf(stored),
        ChecksumType = SumTypeOf(stored),
        Owner = owners?.Of(stored.Owner),
        RestoreStatus = RestoreOf(stored, optional),
    };

    /// <summary>Makes the shape of a version.</summary>
    public static ObjectVersionShape VersionOf(ListedVersion version, ListingTerms terms, ListedOwners owners, IReadOnlyList<string>? optional) => new()
    {
        Key = terms.Text(version.Object.Key),
        VersionId = version.Object.VersionId,
        IsLatest = version.IsLatest,
        LastModified = version.Object.ModifiedAt,
        ETag = $"\"{version.Object.ETag}\"",
        Size = version.Object.Size,
        StorageClass = version.Object.StorageClass ?? ObjectStorageClass.STANDARD,
        ChecksumAlgorithm = SumsOf(version.Object),
        ChecksumType = SumTypeOf(version.Object),
        Owner = owners.Of(version.Object.Owner),
        RestoreStatus = RestoreOf(version.Object, optional),
    };

    /// <summary>Makes the shape of a delete marker.</summary>
    public static DeleteMarkerEntryShape MarkerOf(ListedVersion marker, ListingTerms terms, ListedOwners owners) => new()
    {
        Key = terms.Text(marker.Object.Key),
        VersionId = marker.Object.VersionId,
        IsLatest = marker.IsLatest,
        LastModified = marker.Object.ModifiedAt,
        Owner = owners.Of(marker.Object.Owner),
    };

    /// <summary>Makes the shapes of common prefixes; null when there are none.</summary>
    public static IReadOnlyList<CommonPrefixShape>? PrefixesOf(ListingPage page, ListingTerms terms)
        => page.CommonPrefixes is [] ? null : [.. page.CommonPrefixes.Select(prefix => new CommonPrefixShape { Prefix = terms.Text(prefix) })];

    /// <summary>The condition keys of a listing.</summary>
    public static IEnumerable<ConditionKey> Keys(string? prefix, string? delimiter, int? maxKeys)
    {
        if (prefix is not null)
        {
            yield return new("s3:prefix", prefix);
        }

        if (delimiter is not null)
        {
            yield return new("s3:delimiter", delimiter);
        }

        if (maxKeys is { } most)
        {
            yield return new("s3:max-keys", most.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static IReadOnlyList<string>? SumsOf(ListedObject stored) => stored.Algorithm is { } algorithm ? [algorithm] : null;

    private static string? SumTypeOf(ListedObject stored)
        => stored.Algorithm is null ? null : stored.IsSumComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject;

    private static RestoreStatusShape? RestoreOf(ListedObject stored, IReadOnlyList<string>? optional)
        => optional?.Contains(OptionalObjectAttributes.RestoreStatus, StringComparer.Ordinal) != true ? null
            : stored.IsRestoring ? new() { IsRestoreInProgress = true }
            : stored.RestoredUntil is { } until ? new() { IsRestoreInProgress = false, RestoreExpiryDate = until }
            : null;
}
