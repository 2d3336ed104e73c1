using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Events;

/// <summary>Removes a file that no record names any more.</summary>
internal sealed class RemoveFile(LakeFiles files) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the name of the blob.</summary>
    public const string TimerKind = "cloudtrail/lake-file";

    public string Kind => TimerKind;

    public ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken) => files.Blobs.DeleteAsync(timer.Key, cancellationToken);
}
