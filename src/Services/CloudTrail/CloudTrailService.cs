using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.EventHistory;

namespace Holdfast.Services.CloudTrail;

/// <summary>CloudTrail: the record of calls, its history, and the trails that deliver it into buckets with signed digests. The lake comes with its own operations.</summary>
public sealed partial class CloudTrailService : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<IFollower> Followers(Dependencies dependencies) => [new BeginEventHistory()];

    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies)
    {
        var objects = dependencies.Get<IObjectWriter>();
        var options = dependencies.Get<TrailOptions>();
        return
        [
            new TrimEventHistory(options),
            new DeliverTrail(
                objects, new FileNotice(dependencies.Get<ITopicPublisher>()), new LogGroupDelivery(dependencies.Get<ILogWriter>(), options), options),
            new DeliverDigests(objects, new SigningKeys(dependencies.Get<ISecretSealer>()), options),
        ];
    }
}
