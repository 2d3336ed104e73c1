using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Finds where an event goes.</summary>
internal sealed class RouteEvent : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the id of the event.</summary>
    public const string TimerKind = "s3/event";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        if (await step.Transaction.FindAsync<RaisedEvent>(timer.Key, cancellationToken) is { } raised)
        {
            step.Transaction.Delete(raised);
        }
    }
}
