using System.Globalization;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Listing;

/// <summary>The versions and delete markers of a bucket: by key, and those of one key from the newest to the oldest.</summary>
internal sealed class ListedVersions : IListed
{
    // Comes after every digit, and so after all versions of a key.
    private const string AfterVersions = ":";

    private readonly RecordRun<CurrentObject> _currents;
    private readonly RecordRun<PastVersion> _pasts;
    private readonly string _bucket;

    // The current object of the key that the listing begins within, when it has come up since.
    private ListedObject? _first;

    // The key whose latest version is behind.
    private string? _key;

    /// <summary>Begins.</summary>
    /// <param name="snapshot">What is read.</param>
    /// <param name="terms">What is asked for.</param>
    /// <param name="keyMarker">The key, or the common prefix, after which it begins; empty for the first.</param>
    /// <param name="versionMarker">The version of that key after which it begins; null for the next key.</param>
    public ListedVersions(IRecordSnapshot snapshot, ListingTerms terms, string keyMarker, string? versionMarker)
    {
        _bucket = terms.Bucket;
        var passed = terms.CommonPrefixOf(keyMarker);
        var past = PastVersion.PrefixOf(_bucket, keyMarker);
        _currents = new(
            snapshot,
            CurrentObject.KeyOf(_bucket, terms.Prefix),
            CurrentObject.KeyOf(_bucket, keyMarker),
            leaps: terms.Delimiter is not null,
            most: terms.MaxKeys + 1);
        _pasts = new(
            snapshot,
            $"{_bucket}/{PastVersion.Escape(terms.Prefix)}",
            keyMarker.Length == 0 ? null
                : versionMarker is null || passed is not null || !keyMarker.StartsWith(terms.Prefix, StringComparison.Ordinal) ? past + AfterVersions
                : past + BeginWithin(snapshot, keyMarker, versionMarker),
            leaps: terms.Delimiter is not null,
            most: terms.MaxKeys + 1);
        if (passed is not null)
        {
            LeapOver(passed);
        }
    }

    /// <inheritdoc/>
    public ListedVersion? Current
    {
        get
        {
            var (version, isCurrent) = Next();
            return version is null ? null : new(version, isCurrent || version.Key != _key);
        }
    }

    /// <inheritdoc/>
    public void Step()
    {
        var (version, isCurrent) = Next();
        _key = version!.Key;
        if (_first is not null)
        {
            _first = null;
        }
        else if (isCurrent)
        {
            _currents.Step();
        }
        else
        {
            _pasts.Step();
        }
    }

    /// <inheritdoc/>
    public void LeapOver(string prefix)
    {
        _first = null;
        var end = Utf8Order.EndOf(prefix);
        _currents.Leap(CurrentObject.KeyOf(_bucket, end));
        _pasts.Leap($"{_bucket}/{PastVersion.Escape(end)}");
    }

    private (ListedObject? Version, bool IsCurrent) Next()
    {
        if (_first is not null)
        {
            return (_first, true);
        }

        var current = _currents.Current;
        var past = _pasts.Current;
        return past is null || (current is not null && Utf8Order.Compare(current.Key, past.Key) <= 0) ? (current, true) : (past, false);
    }

    // The version may have been deleted since it was listed: its id tells its place all the same. That of the version without an id is then
    // unknown, and its key begins again rather than that a version be left out.
    private string BeginWithin(IRecordSnapshot snapshot, string key, string versionMarker)
    {
        var current = Find(snapshot, key);
        var ordinal = current?.VersionId == versionMarker ? current.Ordinal
            : VersionIds.OrdinalOf(versionMarker) ?? FindNull(snapshot, key)?.Ordinal ?? long.MaxValue;
        _first = current?.Ordinal < ordinal ? current : null;
        var latest = current
            ?? (snapshot.ListParts<PastVersion, ListedObject>(PastVersion.PrefixOf(_bucket, key), after: null, 1, ListedObject.Read) is [var newest] ? newest.Value : null);
        _key = latest?.Ordinal >= ordinal ? key : null;
        return (long.MaxValue - ordinal).ToString("D19", CultureInfo.InvariantCulture);
    }

    private ListedObject? Find(IRecordSnapshot snapshot, string key)
    {
        var record = CurrentObject.KeyOf(_bucket, key);
        return snapshot.ListParts<CurrentObject, ListedObject>(record, after: null, 1, ListedObject.Read) is [var first] && first.Key == record ? first.Value : null;
    }

    private ListedObject? FindNull(IRecordSnapshot snapshot, string key)
    {
        var versions = new RecordRun<PastVersion>(snapshot, PastVersion.PrefixOf(_bucket, key), after: null, leaps: false, ListingTerms.KeysMax);
        while (versions.Current is { } version)
        {
            if (version.IsNull)
            {
                return version;
            }

            versions.Step();
        }

        return null;
    }
}
