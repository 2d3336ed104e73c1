using Holdfast.Store.Sqlite.Records;
using Holdfast.Store.Sqlite.Streams;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>What a finished transaction hands to the writer.</summary>
internal sealed class UnitOfWork
{
    public required Cause Cause { get; init; }

    public required ReadSet Reads { get; init; }

    public IReadOnlyList<PendingWrite> Writes { get; init; } = [];

    public IReadOnlyList<PendingRoom> Rooms { get; init; } = [];

    public IReadOnlyList<PendingEntry> Entries { get; init; } = [];

    public IReadOnlyList<PendingTrim> Trims { get; init; } = [];

    public IReadOnlyList<PendingTimer> Timers { get; init; } = [];

    public IReadOnlyList<PendingCursor> Cursors { get; init; } = [];

    /// <summary>The exclusive hold that the unit was made under.</summary>
    public ExclusiveHold? Hold { get; init; }

    /// <summary>Answers who waits.</summary>
    /// <remarks>Most calls only read, and are answered without the writer: nobody waits for those.</remarks>
    public TaskCompletionSource<CommitOutcome> Done => field ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the group in work decided; told to who waits when the group is on the disk.</summary>
    public CommitOutcome Outcome { get; set; }

    /// <summary>Whether the bell rings for it.</summary>
    public bool Rings => Writes.Count > 0 || Timers.Count > 0 || Cursors.Count > 0;

    /// <summary>Whether there is anything to put on the disk.</summary>
    public bool IsEmpty => !Rings && Entries.Count == 0 && Trims.Count == 0;
}

/// <summary>A quota that must still have room, given what the transaction had added when it asked.</summary>
internal readonly record struct PendingRoom(RecordKey Prefix, int Quota, int Added);

/// <summary>An entry for a stream.</summary>
internal readonly record struct PendingEntry(string Stream, EncodedEntry Entry);

/// <summary>Entries of a stream that are to go.</summary>
/// <param name="Name">The stream, or how the names of many begin.</param>
/// <param name="IsPrefix">Whether the name is a prefix.</param>
/// <param name="Before">The instant before which they are too old, in ticks.</param>
internal readonly record struct PendingTrim(string Name, bool IsPrefix, long Before);

/// <summary>What happens to a timer.</summary>
internal readonly record struct PendingTimer(PendingTimerKind Kind, ArmedTimer Timer);

/// <summary>The ways to change a timer.</summary>
internal enum PendingTimerKind
{
    Arm,
    Disarm,
    Fire,
}

/// <summary>A move of a cursor.</summary>
internal readonly record struct PendingCursor(string Follower, long From, long To);
