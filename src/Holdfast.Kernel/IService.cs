using Holdfast.Protocols.Models;

namespace Holdfast.Kernel;

/// <summary>A service: its model, the operations that are implemented, and its background work.</summary>
public interface IService
{
    /// <summary>The facts of the service.</summary>
    ServiceModel Model { get; }

    /// <summary>Makes the implemented operations.</summary>
    IReadOnlyList<OperationBinding> Bind(Dependencies dependencies);

    /// <summary>Makes the followers of the change feed.</summary>
    IReadOnlyList<Work.IFollower> Followers(Dependencies dependencies) => [];

    /// <summary>Makes the handlers of timers.</summary>
    IReadOnlyList<Work.ITimerHandler> TimerHandlers(Dependencies dependencies) => [];
}
