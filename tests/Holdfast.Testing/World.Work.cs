using Holdfast.Kernel.Work;

namespace Holdfast.Testing;

public sealed partial class World
{
    private readonly Pump _pump;

    /// <summary>Makes an empty world.</summary>
    /// <param name="seed">The seed of the ids.</param>
    /// <param name="followers">The followers that its pump serves.</param>
    /// <param name="handlers">The timer handlers that its pump serves.</param>
    public World(int seed = 1, IReadOnlyList<IFollower>? followers = null, IReadOnlyList<ITimerHandler>? handlers = null)
    {
        _ids = new SeededIdSource(seed);
        _pump = new Pump(Store, followers ?? [], handlers ?? [], Clock, Ids);
    }

    /// <summary>Makes an empty world whose background work needs something of the world itself.</summary>
    /// <param name="work">Makes the followers and timer handlers that its pump serves.</param>
    /// <param name="seed">The seed of the ids.</param>
    public World(Func<World, (IReadOnlyList<IFollower> Followers, IReadOnlyList<ITimerHandler> Handlers)> work, int seed = 1)
    {
        _ids = new SeededIdSource(seed);
        var (followers, handlers) = work(this);
        _pump = new Pump(Store, followers, handlers, Clock, Ids);
    }

    /// <summary>Does all background work that is due now.</summary>
    /// <returns>When the next is due; null when nothing is waited for.</returns>
    public async Task<DateTimeOffset?> SettleAsync() => await _pump.SettleAsync(CancellationToken.None);

    /// <summary>Moves the clock from due time to due time, so that a day passes in order and in milliseconds.</summary>
    public async Task AdvanceAsync(TimeSpan duration)
    {
        var until = Now + duration;
        while (await SettleAsync() is { } due && due <= until)
        {
            Clock.SetUtcNow(due);
        }

        Clock.SetUtcNow(until);
    }

    /// <summary>The steps that the pump gave up.</summary>
    public async Task<IReadOnlyList<ParkedStep>> ParkedAsync() => await _pump.ReadParkedAsync(limit: 1_000, CancellationToken.None);

    /// <summary>Has a step that was given up tried again, and says whether it is no longer parked.</summary>
    public async Task<bool> UnparkAsync(string key) => await _pump.UnparkAsync(key, CancellationToken.None);
}
