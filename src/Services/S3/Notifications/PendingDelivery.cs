using Holdfast.Store;

namespace Holdfast.Services.S3.Notifications;

/// <summary>A message of an event that a destination did not take yet.</summary>
internal sealed record PendingDelivery : IRecord<PendingDelivery>
{
    /// <inheritdoc/>
    public static RecordType<PendingDelivery> Type { get; } = new("s3/deliveries", S3Json.Default.PendingDelivery);

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The bucket, on whose behalf it is sent.</summary>
    public required string Bucket { get; init; }

    /// <summary>The topic or the queue.</summary>
    public required string Destination { get; init; }

    /// <summary>The message.</summary>
    public required string Text { get; init; }

    /// <summary>The times that it was refused.</summary>
    public int Refusals { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Id;
}
