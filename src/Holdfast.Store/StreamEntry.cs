namespace Holdfast.Store;

/// <summary>An entry to append to a stream.</summary>
/// <param name="At">The instant that it tells of; entries need not come in order.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="Labels">What it can be found by, such as <c>Username=alice</c>.</param>
public readonly record struct StreamAppend(DateTimeOffset At, ReadOnlyMemory<byte> Payload, IReadOnlyList<string> Labels);

/// <summary>An entry of a stream.</summary>
/// <param name="Sequence">The number in the stream, in commit order.</param>
/// <param name="At">The instant that it tells of.</param>
/// <param name="Payload">The bytes.</param>
public sealed record StreamEntry(long Sequence, DateTimeOffset At, ReadOnlyMemory<byte> Payload);

/// <summary>What to read of a stream.</summary>
public sealed record StreamQuery
{
    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>Only entries with this label; null for all.</summary>
    public string? Label { get; init; }

    /// <summary>Only entries at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only entries before or at this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only entries with a smaller number.</summary>
    public long? BeforeSequence { get; init; }

    /// <summary>Only entries with a greater number.</summary>
    public long? AfterSequence { get; init; }

    /// <summary>Whether the newest come first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>The most entries to return.</summary>
    public required int Limit { get; init; }
}
