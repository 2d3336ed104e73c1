using Holdfast.Kernel.Work;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>What the server's own calls may ask of the world, and do to it.</summary>
public interface IWorld
{
    /// <summary>Whether the conventions of local clouds hold, and with them the calls that turn the world's clock or empty it.</summary>
    bool IsDev { get; }

    /// <summary>The instant on the world's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Reads the steps of background work that failed too often and wait for a person.</summary>
    ValueTask<IReadOnlyList<ParkedStep>> ReadParkedAsync(int limit);

    /// <summary>Counts them.</summary>
    ValueTask<int> CountParkedAsync();

    /// <summary>Turns the clock to an instant, firing every timer that comes due on the way, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is too far away.</exception>
    ValueTask TurnClockAsync(DateTimeOffset until);

    /// <summary>Empties the world and makes it as it was at first start.</summary>
    ValueTask ResetAsync();
}
