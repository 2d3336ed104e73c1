using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>What background work may know of the world during one step.</summary>
/// <param name="Now">The instant of the step.</param>
/// <param name="Ids">The source of ids.</param>
/// <param name="Transaction">The transaction that commits with the cursor, or with the firing of the timer.</param>
public sealed record Step(DateTimeOffset Now, IdSource Ids, ITransaction Transaction);

/// <summary>Follows the change feed in commit order and writes what follows from each change.</summary>
public interface IFollower
{
    /// <summary>The name under which the store keeps the cursor.</summary>
    string Name { get; }

    /// <summary>The collections whose changes it wants; the cursor passes over the others.</summary>
    IReadOnlyCollection<string> Collections { get; }

    /// <summary>Acts on one change; the cursor moves in the same transaction, so each change counts once.</summary>
    ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken);
}

/// <summary>Acts when a timer comes due.</summary>
public interface ITimerHandler
{
    /// <summary>The kind of timer that it handles.</summary>
    string Kind { get; }

    /// <summary>Acts on a due timer; the timer goes in the same transaction, and a periodic one is armed again by the handler.</summary>
    ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken);
}
