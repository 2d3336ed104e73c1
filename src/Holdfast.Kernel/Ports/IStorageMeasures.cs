namespace Holdfast.Kernel.Ports;

/// <summary>Knows how much is stored where; implemented by S3, asked by the page of measures.</summary>
public interface IStorageMeasures
{
    /// <summary>Gives the figures of all buckets, as fresh as they can be had without counting for long.</summary>
    ValueTask<IReadOnlyList<StorageMeasure>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>What a bucket has in one storage class.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="StorageClass">The storage class.</param>
/// <param name="Objects">The objects and versions; delete markers are none.</param>
/// <param name="Bytes">Their bytes in the clear.</param>
/// <param name="BytesOnDisk">The bytes that they take sealed, and compressed where they are.</param>
public sealed record StorageMeasure(string Bucket, string StorageClass, long Objects, long Bytes, long BytesOnDisk);
