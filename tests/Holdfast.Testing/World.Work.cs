using Holdfast.Kernel.Work;

namespace Holdfast.Testing;

public sealed partial class World
{
    /// <summary>Makes an empty world.</summary>
    /// <param name="seed">The seed of the ids.</param>
    /// <param name="followers">The followers that its pump serves.</param>
    /// <param name="handlers">The timer handlers that its pump serves.</param>
    public World(int seed = 1, IReadOnlyList<IFollower>? followers = null, IReadOnlyList<ITimerHandler>? handlers = null)
    {
        _ids = new SeededIdSource(seed);
        _ = followers;
        _ = handlers;
    }
}
