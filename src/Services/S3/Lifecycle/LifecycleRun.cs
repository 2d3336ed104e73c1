using Holdfast.Store;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>How far a run over the objects of a bucket has come.</summary>
internal sealed record LifecycleRun : IRecord<LifecycleRun>
{
    /// <inheritdoc/>
    public static RecordType<LifecycleRun> Type { get; } = new("s3/lifecycle-runs", S3Json.Default.LifecycleRun);

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>What is being looked at.</summary>
    public LifecyclePhase Phase { get; init; }

    /// <summary>The key of the last record that was looked at; null at the beginning of a phase.</summary>
    public string? After { get; init; }

    /// <summary>The key of the object of that record, whose further versions follow.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>The noncurrent versions of that object that were looked at.</summary>
    public int Newer { get; init; }

    /// <summary>When the version above the next one was written; since then that one is noncurrent.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Bucket;
}

/// <summary>What a run looks at, in this order.</summary>
internal enum LifecyclePhase
{
    /// <summary>The current versions.</summary>
    Current,

    /// <summary>The noncurrent versions and the delete markers.</summary>
    Past,

    /// <summary>The uploads that were not completed.</summary>
    Uploads,
}
