using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.S3.Notifications;

/// <summary>An event that was raised and whose destinations were not found yet.</summary>
internal sealed record RaisedEvent : IRecord<RaisedEvent>
{
    /// <inheritdoc/>
    public static RecordType<RaisedEvent> Type { get; } = new("s3/events", S3Json.Default.RaisedEvent);

    /// <summary>The id, which no other event has.</summary>
    public required string Id { get; init; }

    /// <summary>The name (<see cref="EventNames"/>).</summary>
    public required string Name { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The region of the bucket.</summary>
    public required string Region { get; init; }

    /// <summary>The account that owns the bucket.</summary>
    public required AccountId BucketOwner { get; init; }

    /// <summary>The key of the object.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The version; null when the bucket was never versioned.</summary>
    public string? VersionId { get; init; }

    /// <summary>The bytes; null where the event does not tell them.</summary>
    public long? Size { get; init; }

    /// <summary>The entity tag; null where the event does not tell it.</summary>
    public string? ETag { get; init; }

    /// <summary>What orders the events of one key, by their letters; null where the event is not told in an order.</summary>
    public string? Sequencer { get; init; }

    /// <summary>Who caused it, as the records of events name principals.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The account of who caused it, or the service.</summary>
    public required string Requester { get; init; }

    /// <summary>Where the request came from.</summary>
    public required string SourceIp { get; init; }

    /// <summary>The id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>The storage class that the object was moved to, or the tier; the class it was restored from. Null for other events.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Until when the restored copy is there; null for other events.</summary>
    public DateTimeOffset? RestoredUntil { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Id;
}
