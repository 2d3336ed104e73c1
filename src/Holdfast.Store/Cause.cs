namespace Holdfast.Store;

/// <summary>Why a change happened.</summary>
/// <param name="Origin">The request id of the call, or the name of the follower or timer.</param>
/// <param name="Depth">Zero for a call, one more for each follower or timer between.</param>
public readonly record struct Cause(string Origin, int Depth)
{
    /// <summary>The instant of the call or step, when it is known: a timer armed for a later one begins a chain of its own, at depth zero.</summary>
    public DateTimeOffset? At { get; init; }
}
