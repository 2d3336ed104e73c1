using Holdfast.Kernel;
using Holdfast.Protocols.Shapes;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Configurations;

/// <summary>Keeps, finds and removes the longer configurations of buckets.</summary>
internal static class ConfigurationTable
{
    /// <summary>The most configurations of a kind with ids (S3 API Reference, "PutBucketMetricsConfiguration", "PutBucketInventoryConfiguration").</summary>
    public const int QuotaPerKind = 1_000;

    /// <summary>The most configurations that one answer lists ("ListBucketMetricsConfigurations").</summary>
    public const int PageSize = 100;

    /// <summary>Finds a configuration of a bucket; null when it has none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="type">The kind.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="id">The id, for kinds of which there are several.</param>
    public static async ValueTask<T?> FindConfigurationAsync<T>(
        this Call call, StoredBucket bucket, ConfigurationType<T> type, CancellationToken cancellationToken, string id = "")
        where T : class, IShape
        => bucket.Has(type.Kind) && await call.Transaction.FindAsync<BucketConfiguration>(BucketConfiguration.KeyOf(bucket.Name, type.Kind, id), cancellationToken) is { } found
            ? type.Open(found)
            : null;

    /// <summary>Keeps a configuration, in the place of the one that was there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="kind">The kind (<see cref="ConfigurationKind"/>).</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="id">The id, for kinds of which there are several.</param>
    /// <param name="qualifier">What a header said beside it.</param>
    public static async ValueTask ConfigureAsync(
        this Call call, StoredBucket bucket, string kind, IShape configuration, CancellationToken cancellationToken, string id = "", string? qualifier = null)
    {
        var after = new BucketConfiguration { Bucket = bucket.Name, Kind = kind, Id = id, Xml = ShapeXml.Write(configuration), Qualifier = qualifier };
        if (await call.Transaction.FindAsync<BucketConfiguration>(after.Key, cancellationToken) is { } before)
        {
            call.Transaction.Replace(before, after);
        }
        else
        {
            call.Transaction.Insert(after);
        }

        if (!bucket.Has(kind))
        {
            call.Transaction.Replace(bucket, bucket with { Configured = [.. bucket.Configured ?? [], kind] });
        }
    }

    /// <summary>Removes a configuration.</summary>
    /// <returns>Whether there was one.</returns>
    public static async ValueTask<bool> UnconfigureAsync(this Call call, StoredBucket bucket, string kind, CancellationToken cancellationToken, string id = "")
    {
        if (!bucket.Has(kind)
            || await call.Transaction.FindAsync<BucketConfiguration>(BucketConfiguration.KeyOf(bucket.Name, kind, id), cancellationToken) is not { } found)
        {
            return false;
        }

        call.Transaction.Delete(found);
        if ((await call.Transaction.ListAsync<BucketConfiguration>(BucketConfiguration.KeyOf(bucket.Name, kind, ""), after: null, 1, cancellationToken)).Count == 0)
        {
            call.Transaction.Replace(bucket, bucket with { Configured = bucket.Configured!.Where(other => other != kind).ToArray() is { Length: > 0 } left ? left : null });
        }

        return true;
    }

    /// <summary>Removes a configuration of which a bucket has one, if it is there.</summary>
    public static async ValueTask UnconfigureAsync(this Call call, string bucketName, string? expectedOwner, string kind, CancellationToken cancellationToken)
        => await call.UnconfigureAsync(await call.BucketAsync(bucketName, expectedOwner, cancellationToken), kind, cancellationToken);
}
