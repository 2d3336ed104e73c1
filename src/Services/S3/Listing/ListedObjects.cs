using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Listing;

/// <summary>The current objects of a bucket.</summary>
internal sealed class ListedObjects : IListed
{
    private readonly RecordRun<CurrentObject> _objects;
    private readonly string _bucket;

    /// <summary>Begins.</summary>
    /// <param name="snapshot">What is read.</param>
    /// <param name="terms">What is asked for.</param>
    /// <param name="after">The key, or the common prefix, after which it begins; empty for the first.</param>
    public ListedObjects(IRecordSnapshot snapshot, ListingTerms terms, string after)
    {
        _bucket = terms.Bucket;
        _objects = new(
            snapshot,
            CurrentObject.KeyOf(_bucket, terms.Prefix),
            CurrentObject.KeyOf(_bucket, after),
            leaps: terms.Delimiter is not null,
            most: terms.MaxKeys + 1);
        if (terms.CommonPrefixOf(after) is { } passed)
        {
            LeapOver(passed);
        }
    }

    /// <inheritdoc/>
    public ListedVersion? Current => _objects.Current is { } current ? new(current, IsLatest: true) : null;

    /// <inheritdoc/>
    public void Step() => _objects.Step();

    /// <inheritdoc/>
    public void LeapOver(string prefix) => _objects.Leap(CurrentObject.KeyOf(_bucket, Utf8Order.EndOf(prefix)));
}
