using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>A step that failed so often that it was set aside: nothing waits for it, and it is not forgotten.</summary>
public sealed record ParkedStep : IRecord<ParkedStep>
{
    /// <summary>The collection, by which health and metrics count what is parked.</summary>
    public static RecordType<ParkedStep> Type { get; } = new("work/parked", WorkJson.Default.ParkedStep);

    /// <summary>Whether it is the step of a timer; else it is the step of a follower.</summary>
    public required bool IsTimer { get; init; }

    /// <summary>The name of the follower, or the kind of the timer.</summary>
    public required string Worker { get; init; }

    /// <summary>The number of the change, or the key of the timer.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was parked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The times it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>What went wrong the last time.</summary>
    public required string Error { get; init; }

    /// <summary>The number of effects that led to it.</summary>
    public required int Depth { get; init; }

    /// <summary>When the timer was due.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The collection of the change.</summary>
    public string? Collection { get; init; }

    /// <summary>The key of the changed record.</summary>
    public string? ChangedKey { get; init; }

    /// <summary>What led to the change.</summary>
    public string? Origin { get; init; }

    /// <summary>The JSON of the record before the change; the feed may have forgotten it.</summary>
    public byte[] BeforeJson { get; init; } = [];

    /// <summary>The JSON of the record after the change.</summary>
    public byte[] AfterJson { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{(IsTimer ? "timer" : "follower")}/{Worker}/{Subject}";

    internal static ParkedStep Of(IFollower follower, Change change, DateTimeOffset at, int attempts, string error) => new()
    {
        IsTimer = false,
        Worker = follower.Name,
        Subject = change.Sequence.ToString("D19", CultureInfo.InvariantCulture),
        At = at,
        Attempts = attempts,
        Error = error,
        Depth = change.Cause.Depth,
        Collection = change.Collection,
        ChangedKey = change.Key,
        Origin = change.Cause.Origin,
        BeforeJson = change.BeforeJson.ToArray(),
        AfterJson = change.AfterJson.ToArray(),
    };

    internal static ParkedStep Of(ArmedTimer timer, DateTimeOffset at, int attempts, string error) => new()
    {
        IsTimer = true,
        Worker = timer.Kind,
        Subject = timer.Key,
        At = at,
        Attempts = attempts,
        Error = error,
        Depth = timer.Depth,
        Due = timer.Due,
    };

    internal Change ToChange() => new()
    {
        Sequence = long.Parse(Subject, CultureInfo.InvariantCulture),
        Collection = Collection ?? string.Empty,
        Key = ChangedKey ?? string.Empty,
        BeforeJson = BeforeJson,
        AfterJson = AfterJson,
        Cause = new Cause(Origin ?? string.Empty, Depth),
    };

    internal ArmedTimer ToTimer() => new(Worker, Subject, Due ?? At);
}
