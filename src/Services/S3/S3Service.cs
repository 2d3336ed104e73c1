using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Multipart;

namespace Holdfast.Services.S3;

/// <summary>Simple Storage Service: buckets and the versions of objects in them, sealed on the disk, under the protections that auditors ask for.</summary>
public sealed partial class S3Service : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies) =>
    [
        new DeleteBody(dependencies.Get<BodyStore>()),
        new ReleaseParts(dependencies.Get<BodyStore>()),
    ];
}
