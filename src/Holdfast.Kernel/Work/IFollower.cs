using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>Follows the change feed in commit order and writes what follows from each change.</summary>
public interface IFollower
{
    /// <summary>The name under which the store keeps the cursor.</summary>
    string Name { get; }

    /// <summary>The collections whose changes it wants; the cursor passes over the others.</summary>
    IReadOnlyCollection<string> Collections { get; }

    /// <summary>Acts on one change; the cursor moves in the same transaction, so each change counts once.</summary>
    /// <remarks>Several changes may share a transaction, so it sees what it wrote for the change before.</remarks>
    ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken);
}
