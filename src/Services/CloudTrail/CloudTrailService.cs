using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail;

/// <summary>CloudTrail: the record of calls, its history, the trails that deliver it into buckets with signed digests, and the lake that answers questions about it.</summary>
public sealed partial class CloudTrailService : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<IFollower> Followers(Dependencies dependencies) => [new BeginEventHistory(), dependencies.Get<LakeParts>().Bell];

    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies)
    {
        var objects = dependencies.Get<IObjectWriter>();
        var options = dependencies.Get<TrailOptions>();
        var lake = dependencies.Get<LakeParts>();
        return
        [
            new TrimEventHistory(options),
            new DeliverTrail(
                objects, new FileNotice(dependencies.Get<ITopicPublisher>()), new LogGroupDelivery(dependencies.Get<ILogWriter>(), options), options),
            new DeliverDigests(objects, new SigningKeys(dependencies.Get<ISecretSealer>()), options),
            new TakeInEvents(lake.Intake, lake.Options),
            new RemoveFile(lake.Files),
            new RemoveStore(),
            new ForgetQuery(),
        ];
    }
}
