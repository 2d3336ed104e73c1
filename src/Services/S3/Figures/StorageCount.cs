using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Figures;

/// <summary>How much a bucket stores in each storage class: the last full count, and the one under way.</summary>
internal sealed record StorageCount : IRecord<StorageCount>
{
    /// <inheritdoc/>
    public static RecordType<StorageCount> Type { get; } = new("s3/storage", S3Json.Default.StorageCount);

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>When it was last counted to the end; null while it never was.</summary>
    public DateTimeOffset? CountedAt { get; init; }

    /// <summary>What was counted then.</summary>
    public IReadOnlyDictionary<string, StorageFigure>? Counted { get; init; }

    /// <summary>What the count under way has so far.</summary>
    public IReadOnlyDictionary<string, StorageFigure>? Counting { get; init; }

    /// <summary>Whether the count under way has come to the older versions.</summary>
    public bool IsPast { get; init; }

    /// <summary>The key of the last record that was counted.</summary>
    public string? After { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Bucket;

    /// <summary>Counts on.</summary>
    /// <param name="reader">The transaction.</param>
    /// <param name="recordsMax">The most records that are looked at.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<StorageCount> StepAsync(IReadTransaction reader, int recordsMax, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var figures = new Dictionary<string, StorageFigure>(Counting ?? new Dictionary<string, StorageFigure>(StringComparer.Ordinal), StringComparer.Ordinal);
        var (prefix, after, isPast, left) = ($"{Bucket}/", After, IsPast, recordsMax);
        if (!isPast)
        {
            var current = await reader.ListAsync<CurrentObject>(prefix, after, left, cancellationToken);
            await AddAsync(reader, figures, current.Select(static record => record.Object), cancellationToken);
            left -= current.Count;
            (isPast, after) = left > 0 ? (true, null) : (false, current[^1].Key);
        }

        if (isPast && left > 0)
        {
            var past = await reader.ListAsync<PastVersion>(prefix, after, left, cancellationToken);
            await AddAsync(reader, figures, past.Select(static record => record.Object), cancellationToken);
            if (past.Count < left)
            {
                return new() { Bucket = Bucket, CountedAt = now, Counted = figures };
            }

            after = past[^1].Key;
        }

        return this with { Counting = figures, IsPast = isPast, After = after };
    }

    private static async ValueTask AddAsync(
        IReadTransaction reader, Dictionary<string, StorageFigure> figures, IEnumerable<StoredObject> versions, CancellationToken cancellationToken)
    {
        foreach (var version in versions.Where(static version => !version.IsDeleteMarker))
        {
            var storageClass = StorageClasses.Of(version);
            var figure = figures.GetValueOrDefault(storageClass) ?? new(0, 0, 0);
            figures[storageClass] = new(
                figure.Objects + 1, figure.Bytes + version.Size, figure.BytesOnDisk + await OnDiskAsync(reader, version, cancellationToken));
        }
    }

    private static async ValueTask<long> OnDiskAsync(IReadTransaction reader, StoredObject version, CancellationToken cancellationToken)
    {
        var layers = version.Envelope?.Algorithm == ServerSideEncryption.AwsKmsDsse ? 2 : 1;
        if (version.Body is { } body)
        {
            return ChunkCipher.SealedLength(body, layers) + (version.Restored is { } restored ? ChunkCipher.SealedLength(restored, layers) : 0);
        }

        if (!StorageClasses.IsArchive(version.StorageClass))
        {
            // The parts add a chunk each at most to what their bytes make together.
            return ChunkCipher.SealedLength(new StoredBody("", version.Size, []), layers);
        }

        var sum = 0L;
        foreach (var part in await reader.ListAsync<ObjectPart>(ObjectPart.PrefixOf(version.UploadId!), after: null, UploadTable.PartNumberMax, cancellationToken))
        {
            sum += ChunkCipher.SealedLength(part.Body, layers) + (part.Restored is { } restored ? ChunkCipher.SealedLength(restored, layers) : 0);
        }

        return sum;
    }
}

/// <summary>What is stored in one storage class.</summary>
/// <param name="Objects">The objects and versions.</param>
/// <param name="Bytes">Their bytes in the clear.</param>
/// <param name="BytesOnDisk">The bytes that they take.</param>
internal sealed record StorageFigure(long Objects, long Bytes, long BytesOnDisk);
