using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Logging;

/// <summary>Whether a trail logs, and how its delivery went: what GetTrailStatus tells, and what the delivery itself has to know.</summary>
internal sealed record TrailLog : IRecord<TrailLog>
{
    /// <summary>The collection.</summary>
    public static RecordType<TrailLog> Type { get; } = new("cloudtrail/logs", CloudTrailJson.Default.TrailLog);

    /// <summary>The key of the trail.</summary>
    public required string Trail { get; init; }

    /// <summary>Whether it logs.</summary>
    public bool IsLogging { get; init; }

    /// <summary>When it was last started; null when it never was.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was last stopped; null when it never was.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The instant before which no event is delivered: the start of the oldest stretch of time that is not yet delivered to its end.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The stretches since then in which it did not log.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Whether all events up to the last stop were delivered.</summary>
    public bool IsDrained { get; init; } = true;

    /// <summary>When files were last delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When delivery was last tried.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>The code by which S3 or KMS last refused; null after a success.</summary>
    public string? DeliveryError { get; init; }

    /// <summary>How often in succession it was refused.</summary>
    public int Failures { get; init; }

    /// <summary>When the last digest was delivered.</summary>
    public DateTimeOffset? DigestedAt { get; init; }

    /// <summary>The code by which S3 or KMS last refused a digest; null after a success.</summary>
    public string? DigestError { get; init; }

    /// <summary>When the stretch of time began that the next digests tell of, in regions that had none yet.</summary>
    public DateTimeOffset DigestFrom { get; init; }

    /// <summary>When the topic was last told of a file.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>When that was last tried.</summary>
    public DateTimeOffset? NotificationAttemptedAt { get; init; }

    /// <summary>The code by which SNS last refused; null after a success.</summary>
    public string? NotificationError { get; init; }

    /// <summary>The files that the topic is still to be told of, oldest first; empty while it takes the messages.</summary>
    public IReadOnlyList<PendingNotice> PendingNotices { get; init; } = [];

    /// <summary>How often in succession the topic refused.</summary>
    public int NoticeFailures { get; init; }

    /// <summary>The instant before which the topic is not tried again; null when it last took everything.</summary>
    public DateTimeOffset? NoticesDue { get; init; }

    /// <summary>When the log group last received events.</summary>
    public DateTimeOffset? LoggedAt { get; init; }

    /// <summary>The code by which CloudWatch Logs last refused; null after a success.</summary>
    public string? LogGroupError { get; init; }

    /// <summary>The instant before which no event goes into the log group, which the trail was given later than its bucket; null when it has had it from the start.</summary>
    public DateTimeOffset? LogGroupFrom { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Trail;

    /// <summary>Says whether an event of an instant is the trail's to deliver.</summary>
    public bool Covers(DateTimeOffset at)
    {
        if (at < From || (!IsLogging && at > StoppedAt))
        {
            return false;
        }

        for (var i = 0; i < Pauses.Count; i++)
        {
            if (at > Pauses[i].From && at < Pauses[i].To)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A file that a topic is still to be told of.</summary>
/// <param name="Bucket">The bucket that it was delivered into.</param>
/// <param name="Object">The key of the object.</param>
internal sealed record PendingNotice(string Bucket, string Object);

/// <summary>A stretch of time in which a trail did not log.</summary>
/// <param name="From">When it was stopped.</param>
/// <param name="To">When it was started again.</param>
internal sealed record Pause(DateTimeOffset From, DateTimeOffset To);
