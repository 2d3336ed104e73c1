using System.Runtime.CompilerServices;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>The lifecycle rules of a bucket that are on, and what they say of a version.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="AreSmallArchived">Whether objects below 128 KiB move to the archive too (<c>varies_by_storage_class</c>).</param>
internal sealed record LifecyclePlan(IReadOnlyList<LifecycleRuleShape> Rules, bool AreSmallArchived)
{
    // A configuration is read from its XML once for as long as the store keeps its record at hand.
    private static readonly ConditionalWeakTable<BucketConfiguration, LifecyclePlan> Read = [];

    /// <summary>Whether anything is to be done to noncurrent versions and delete markers.</summary>
    public bool ConcernsPast { get; } = Rules.Any(static rule
        => rule.NoncurrentVersionExpiration is not null || rule.NoncurrentVersionTransitions is { Count: > 0 } || rule.Expiration is not null);

    /// <summary>Whether anything is to be done to uploads that were not completed.</summary>
    public bool ConcernsUploads { get; } = Rules.Any(static rule => rule.AbortIncompleteMultipartUpload is not null);

    /// <summary>Finds the rules of a bucket; null when it has none.</summary>
    public static async ValueTask<LifecyclePlan?> FindAsync(IReadTransaction reader, string bucket, CancellationToken cancellationToken)
        => await reader.FindAsync<BucketConfiguration>(
            BucketConfiguration.KeyOf(bucket, ConfigurationKind.Lifecycle, ""), cancellationToken) is { } stored
            ? Read.GetValue(stored, static stored => Of(stored))
            : null;

    /// <summary>Finds the rule by which the current version of an object expires first, and when; null when it never does.</summary>
    public (DateTimeOffset Due, LifecycleRuleShape Rule)? FindExpiration(StoredObject version)
    {
        (DateTimeOffset Due, LifecycleRuleShape Rule)? first = null;
        foreach (var rule in Rules)
        {
            if (DueOf(rule.Expiration, version) is { } due && (first is null || due < first.Value.Due) && LifecycleFilter.Matches(rule, version))
            {
                first = (due, rule);
            }
        }

        return first;
    }

    /// <summary>Says whether a delete marker that is all that is left of its key goes.</summary>
    public bool Sweeps(StoredObject marker, DateTimeOffset now)
        => Rules.Any(rule => rule.Expiration is { } expiration
            && (expiration.ExpiredObjectDeleteMarker == true || DueOf(expiration, marker) <= now)
            && LifecycleFilter.Matches(rule, marker));

    /// <summary>Says whether a noncurrent version goes.</summary>
    /// <param name="version">The version.</param>
    /// <param name="since">Since when it is noncurrent.</param>
    /// <param name="newer">The noncurrent versions of its key that are newer.</param>
    /// <param name="now">The instant.</param>
    public bool Expires(StoredObject version, DateTimeOffset since, int newer, DateTimeOffset now)
        => Rules.Any(rule => rule.NoncurrentVersionExpiration is { } expiration
            && newer >= (expiration.NewerNoncurrentVersions ?? 0)
            && LifecycleDays.After(since, expiration.NoncurrentDays ?? 1) <= now
            && LifecycleFilter.Matches(rule, version));

    /// <summary>Finds the storage class that the current version of an object is to move to now; null for none.</summary>
    public string? FindTransition(StoredObject version, DateTimeOffset now)
        => Furthest(version, now, Rules.SelectMany(rule => rule.Transitions?
            .Where(transition => (transition.Date ?? LifecycleDays.After(version.ModifiedAt, transition.Days ?? 0)) <= now)
            .Select(transition => (rule, transition.StorageClass)) ?? []));

    /// <summary>Finds the storage class that a noncurrent version is to move to now; null for none.</summary>
    public string? FindTransition(StoredObject version, DateTimeOffset since, int newer, DateTimeOffset now)
        => Furthest(version, now, Rules.SelectMany(rule => rule.NoncurrentVersionTransitions?
            .Where(transition => newer >= (transition.NewerNoncurrentVersions ?? 0) && LifecycleDays.After(since, transition.NoncurrentDays ?? 0) <= now)
            .Select(transition => (rule, transition.StorageClass)) ?? []));

    /// <summary>Says whether an upload that was begun and not completed is aborted; filters by tags and size do not go with it.</summary>
    public bool Aborts(string key, DateTimeOffset begunAt, DateTimeOffset now)
        => FindAbort(key, begunAt) is { } abort && abort.Due <= now;

    /// <summary>Finds the rule by which an upload is aborted first, and when; null when it never is.</summary>
    public (DateTimeOffset Due, LifecycleRuleShape Rule)? FindAbort(string key, DateTimeOffset begunAt)
    {
        (DateTimeOffset Due, LifecycleRuleShape Rule)? first = null;
        foreach (var rule in Rules)
        {
            if (rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation is { } days && LifecycleFilter.HasPrefix(rule, key)
                && LifecycleDays.After(begunAt, days) is var due && (first is null || due < first.Value.Due))
            {
                first = (due, rule);
            }
        }

        return first;
    }

    private static LifecyclePlan Of(BucketConfiguration stored)
    {
        var configuration = ShapeXml.Read(stored.Xml, static reader => BucketLifecycleConfigurationShape.Read(reader, BucketLifecycleConfigurationShape.Facts.Root));
        return new(
            [.. configuration.Rules.Where(static rule => rule.Status == ExpirationStatus.Enabled)],
            stored.Qualifier == TransitionDefaultMinimumObjectSize.VariesByStorageClass);
    }

    private static DateTimeOffset? DueOf(LifecycleExpirationShape? expiration, StoredObject version)
        => expiration?.Date ?? (expiration?.Days is { } days ? LifecycleDays.After(version.ModifiedAt, days) : null);

    // Of several the cheapest wins, as "Conflicts" in the S3 User Guide's page on lifecycle rules has it.
    private string? Furthest(StoredObject version, DateTimeOffset now, IEnumerable<(LifecycleRuleShape Rule, string? Class)> due)
    {
        string? found = null;
        var from = StorageClasses.Of(version);
        foreach (var (rule, storageClass) in due)
        {
            if (storageClass is not null
                && StorageClasses.CanFall(from, storageClass)
                && (found is null || StorageClasses.RankOf(storageClass) > StorageClasses.RankOf(found))
                && IsLargeEnough(rule, version, storageClass)
                && !(StorageClasses.IsInfrequent(storageClass) && version.ModifiedAt.AddDays(StorageClasses.MinimumDays) > now)
                && LifecycleFilter.Matches(rule, version))
            {
                found = storageClass;
            }
        }

        return found;
    }

    private bool IsLargeEnough(LifecycleRuleShape rule, StoredObject version, string storageClass)
        => version.Size >= StorageClasses.MinimumSize
            || LifecycleFilter.SaysSize(rule)
            || (AreSmallArchived && StorageClasses.IsArchive(storageClass));
}
