using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Figures;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Logging;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.S3;

/// <summary>Simple Storage Service: buckets and the versions of objects in them, sealed on the disk, under the protections that auditors ask for.</summary>
public sealed partial class S3Service : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<IFollower> Followers(Dependencies dependencies) => [new BeginLifecycle(), new BeginAccessLogs()];

    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies) =>
    [
        new DeleteBody(dependencies.Get<BodyStore>()),
        new RouteEvent(dependencies.Get<NotificationDestinations>()),
        new DeliverEvent(dependencies.Get<NotificationDestinations>()),
        new RunLifecycle(),
        new ArchiveBody(dependencies.Get<BodyMoves>(), dependencies.Get<PartMoves>()),
        new CompleteRestore(dependencies.Get<BodyMoves>(), dependencies.Get<PartMoves>()),
        new ExpireRestored(),
        new DeliverAccessLogs(dependencies.Get<IObjectWriter>()),
        new CountStorage(),
        new ReleaseParts(dependencies.Get<BodyStore>()),
    ];
}
