namespace Holdfast.Gateway.OwnCalls;

/// <summary>What the server's own calls may ask of the world, and do to it.</summary>
public interface IWorld
{
    /// <summary>Whether the conventions of local clouds hold, and with them the calls that change the world's clock or empty it.</summary>
    bool IsDev { get; }

    /// <summary>The instant on the world's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The steps of background work that failed too often and wait for a person.</summary>
    IReadOnlyList<ParkedStep> Parked { get; }

    /// <summary>Moves the clock on, firing every timer that comes due, in order.</summary>
    ValueTask AdvanceAsync(TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Empties the world and makes it as it was at first start.</summary>
    ValueTask ResetAsync(CancellationToken cancellationToken);
}

/// <summary>A step of background work that was set aside.</summary>
/// <param name="Step">The follower or timer, and what it was about.</param>
/// <param name="Error">Why.</param>
/// <param name="Since">Since when.</param>
public sealed record ParkedStep(string Step, string Error, DateTimeOffset Since);
