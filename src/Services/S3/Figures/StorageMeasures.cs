using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Buckets;
using Holdfast.Store;

namespace Holdfast.Services.S3.Figures;

/// <summary>Gives the figures of buckets: small ones are counted when somebody asks, large ones by a timer, and then given as they were counted last.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The world's clock.</param>
public sealed class StorageMeasures(IStore store, TimeProvider clock) : IStorageMeasures
{
    /// <summary>The most records of a bucket that are counted while somebody waits.</summary>
    public const int AtOnceMax = 500;

    /// <summary>The most buckets whose figures are given.</summary>
    public const int BucketsMax = 1_000;

    /// <summary>How old a count may get before a large bucket is counted again.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StorageMeasure>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var transaction = store.Begin(new Cause(nameof(StorageMeasures), 0) { At = now });
        var measures = new List<StorageMeasure>();
        foreach (var bucket in await transaction.ListAsync<StoredBucket>("", after: null, BucketsMax, cancellationToken))
        {
            var known = await transaction.FindAsync<StorageCount>(bucket.Name, cancellationToken);
            var count = known;
            if (known is null)
            {
                count = await new StorageCount { Bucket = bucket.Name }.StepAsync(transaction, AtOnceMax, now, cancellationToken);
            }

            if (count!.Counted is null || (known is not null && now - known.CountedAt >= Age))
            {
                transaction.Arm(new(CountStorage.TimerKind, bucket.Name, now));
            }

            foreach (var (storageClass, figure) in count.Counted ?? new Dictionary<string, StorageFigure>(StringComparer.Ordinal))
            {
                measures.Add(new(bucket.Name, storageClass, figure.Objects, figure.Bytes, figure.BytesOnDisk));
            }
        }

        // Whether the timers were armed now or are by the next who asks makes no difference.
        await store.CommitAsync(transaction, Durability.Durable, cancellationToken);
        return measures;
    }
}
