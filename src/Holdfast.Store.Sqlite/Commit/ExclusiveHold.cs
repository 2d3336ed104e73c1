namespace Holdfast.Store.Sqlite.Commit;

/// <summary>A time during which only one transaction may commit.</summary>
internal sealed class ExclusiveHold
{
    /// <summary>Completes when no other commit can get in the way any more.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When the others stop waiting, in ticks of the machine's stopwatch; set when it is held.</summary>
    public long Until { get; set; }

    /// <summary>Whether the transaction is finished.</summary>
    public bool IsReleased { get; set; }
}
