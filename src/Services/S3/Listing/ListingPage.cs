namespace Holdfast.Services.S3.Listing;

/// <summary>A page of a listing.</summary>
internal sealed record ListingPage
{
    /// <summary>The versions.</summary>
    public required IReadOnlyList<ListedVersion> Versions { get; init; }

    /// <summary>The common prefixes that stand for the keys below them.</summary>
    public required IReadOnlyList<string> CommonPrefixes { get; init; }

    /// <summary>Whether there is more.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>The last key or common prefix of the page, after which the next begins; null when there is none.</summary>
    public required string? Last { get; init; }

    /// <summary>The id of the last version; null when the page ends with a common prefix.</summary>
    public required string? LastVersionId { get; init; }

    /// <summary>Goes through what is listed until the page is full.</summary>
    public static ListingPage Take(IListed listed, ListingTerms terms)
    {
        var versions = new List<ListedVersion>();
        var prefixes = new List<string>();
        var (last, lastVersion) = ((string?)null, (string?)null);
        while (versions.Count + prefixes.Count < terms.MaxKeys && listed.Current is { } current)
        {
            if (terms.CommonPrefixOf(current.Object.Key) is { } prefix)
            {
                prefixes.Add(prefix);
                listed.LeapOver(prefix);
                (last, lastVersion) = (prefix, null);
            }
            else
            {
                versions.Add(current);
                listed.Step();
                (last, lastVersion) = (current.Object.Key, current.Object.VersionId);
            }
        }

        return new()
        {
            Versions = versions,
            CommonPrefixes = prefixes,
            IsTruncated = last is not null && listed.Current is not null,
            Last = last,
            LastVersionId = lastVersion,
        };
    }
}
