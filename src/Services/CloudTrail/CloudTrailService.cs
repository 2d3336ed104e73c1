using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.EventHistory;

namespace Holdfast.Services.CloudTrail;

/// <summary>CloudTrail: the record of calls. The event history is here; trails, their files and the lake come with their own operations.</summary>
public sealed partial class CloudTrailService : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<IFollower> Followers(Dependencies dependencies) => [new BeginEventHistory()];

    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies) => [new TrimEventHistory()];
}
