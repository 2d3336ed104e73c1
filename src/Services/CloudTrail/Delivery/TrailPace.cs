using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>Makes trails deliver when the server asks, and not when their timers would: at a clean stop, and after the clock was turned.</summary>
public static class TrailPace
{
    private const int TrailsMax = 100_000;

    /// <summary>Has every trail that has anything to deliver deliver it at once; the pump does it when it next settles.</summary>
    /// <param name="store">The store.</param>
    /// <param name="now">The instant.</param>
    /// <param name="options">The options, for how soon the next digests come.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async ValueTask WakeAsync(IStore store, DateTimeOffset now, TrailOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        CommitOutcome outcome;
        do
        {
            using var transaction = store.Begin(new Cause(nameof(TrailPace), 0) { At = now });
            var logs = await transaction.ListAsync<TrailLog>(string.Empty, after: null, TrailsMax, cancellationToken);
            foreach (var log in logs.Where(static log => !log.IsDrained))
            {
                transaction.Arm(new ArmedTimer(DeliverTrail.TimerKind, log.Trail, now));
                if (log.IsLogging && options.HasShortDigests && await transaction.FindAsync<Trails.Trail>(log.Trail, cancellationToken) is { Validates: true })
                {
                    transaction.Arm(new ArmedTimer(DeliverDigests.TimerKind, log.Trail, now + options.NextDigest));
                }
            }

            outcome = await store.CommitAsync(transaction, Durability.Durable, cancellationToken);
        }
        while (outcome == CommitOutcome.Conflict);
    }
}
