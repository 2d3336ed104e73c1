using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Store;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Sends the message of an event to its destination, and again later when it is refused.</summary>
internal sealed class DeliverEvent(NotificationDestinations destinations) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the id of the delivery.</summary>
    public const string TimerKind = "s3/delivery";

    /// <summary>A message that was refused this often is left to the pump, which parks it: by then a day has passed.</summary>
    public const int RefusalsMax = 30;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var transaction = step.Transaction;
        if (await transaction.FindAsync<PendingDelivery>(timer.Key, cancellationToken) is not { } pending)
        {
            return;
        }

        if (await transaction.FindAsync<StoredBucket>(pending.Bucket, cancellationToken) is not { } bucket)
        {
            // Nobody is left on whose behalf it could be sent.
            transaction.Delete(pending);
            return;
        }

        try
        {
            await destinations.SendAsync(ServiceCalls.Of(step, ServiceCalls.Itself, bucket), pending.Destination, pending.Text, cancellationToken);
            transaction.Delete(pending);
        }
        catch (ServiceException) when (pending.Refusals + 1 < RefusalsMax)
        {
            // The topic may be gone for a moment, or its policy wrong.
            transaction.Replace(pending, pending with { Refusals = pending.Refusals + 1 });
            transaction.Arm(new(TimerKind, pending.Id, step.Now + PauseAfter(pending.Refusals)));
        }
    }

    private static TimeSpan PauseAfter(int refusals)
    {
        var pause = ShortestPause * Math.Pow(2, Math.Min(refusals, 16));
        return pause < LongestPause ? pause : LongestPause;
    }
}
