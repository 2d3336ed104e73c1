using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Removes the file of a body that no object has any more, some time after its object went.</summary>
internal sealed class DeleteBody(BodyStore bodies) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the folder and the id of the body.</summary>
    public const string TimerKind = "s3/body";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        // Deleting twice does no harm, so it may come before the commit that forgets the timer.
        var slash = timer.Key.IndexOf('/', StringComparison.Ordinal);
        await bodies.Blobs.DeleteAsync(
            BodyStore.NameOf(timer.Key[(slash + 1)..], timer.Key.StartsWith(BodyStore.Cold, StringComparison.Ordinal)), cancellationToken);
    }
}
