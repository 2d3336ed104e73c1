using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Checks lifecycle rules as a whole ("PutBucketLifecycleConfiguration"; S3 User Guide, "Lifecycle configuration elements").</summary>
internal static class LifecycleRuleChecks
{
    private const int QuotaPerBucket = 1_000;
    private const int IdLengthMax = 255;

    /// <summary>Gives the configuration with an id for each rule.</summary>
    /// <exception cref="ServiceException">It says what cannot be.</exception>
    public static BucketLifecycleConfigurationShape Read(BucketLifecycleConfigurationShape? configuration, IdSource ids)
    {
        if (configuration?.Rules is not { Count: > 0 and <= QuotaPerBucket } rules)
        {
            throw S3Errors.MalformedXml();
        }

        if (rules.FirstOrDefault(static rule => rule.ID?.Length > IdLengthMax) is { } longest)
        {
            throw S3Errors.InvalidArgument("ID length should not exceed allowed limit of 255", "ID", longest.ID);
        }

        if (rules.Where(static rule => rule.ID is { Length: > 0 }).GroupBy(static rule => rule.ID, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any()) is { } twice)
        {
            throw S3Errors.InvalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", twice.Key);
        }

        foreach (var rule in rules)
        {
            CheckShape(rule);
            LifecycleActionChecks.Check(rule);
        }

        return new() { Rules = [.. rules.Select(rule => rule.ID is { Length: > 0 } ? rule : rule with { ID = NewId(ids) })] };
    }

    /// <summary>Gives the least size from which objects move to other storage classes by default.</summary>
    /// <exception cref="ServiceException">There is no such rule.</exception>
    public static string SizeOf(string? asked) => asked switch
    {
        null => TransitionDefaultMinimumObjectSize.AllStorageClasses128K,
        TransitionDefaultMinimumObjectSize.AllStorageClasses128K or TransitionDefaultMinimumObjectSize.VariesByStorageClass => asked,
        _ => throw S3Errors.InvalidRequest($"Invalid TransitionDefaultMinimumObjectSize found: {asked}"),
    };

    /// <summary>Finds the rules of a bucket and the least size that goes with them.</summary>
    /// <exception cref="ServiceException">It has none.</exception>
    public static async ValueTask<(BucketLifecycleConfigurationShape Configuration, string Size)> LifecycleAsync(
        this Call call, StoredBucket bucket, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<BucketConfiguration>(
            BucketConfiguration.KeyOf(bucket.Name, ConfigurationKind.Lifecycle, ""), cancellationToken) is { } kept
            ? (ConfigurationTypes.Lifecycle.Open(kept), SizeOf(kept.Qualifier))
            : throw ConfigurationErrors.NoLifecycle(bucket);

    // One of a prefix and a filter, and of a filter one part, or two and more that stand together.
    private static void CheckShape(LifecycleRuleShape rule)
    {
        if (rule.Status is not (ExpirationStatus.Enabled or ExpirationStatus.Disabled)
            || rule is { Prefix: not null, Filter: not null } or { Prefix: null, Filter: null })
        {
            throw S3Errors.MalformedXml();
        }

        if (rule.Filter is { } filter)
        {
            var parts = Count(filter.Prefix, filter.Tag, filter.ObjectSizeGreaterThan, filter.ObjectSizeLessThan, filter.And);
            if (parts > 1 || (filter.And is { } and && Count(and.Prefix, and.ObjectSizeGreaterThan, and.ObjectSizeLessThan) + (and.Tags?.Count ?? 0) < 2))
            {
                throw S3Errors.MalformedXml();
            }
        }
    }

    private static int Count(params object?[] parts) => parts.Count(static part => part is not null);

    private static string NewId(IdSource ids) => ids.NewGuid().ToString();
}
