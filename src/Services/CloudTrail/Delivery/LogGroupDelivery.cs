using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>Delivers the events of a trail into its log group, beside the files and with cursors of its own; a refusal is told in the trail's status and does not hold up the files.</summary>
/// <param name="logs">Writes into log groups.</param>
/// <param name="options">The regions that trails cover.</param>
internal sealed class LogGroupDelivery(ILogWriter logs, TrailOptions options)
{
    /// <summary>"CloudTrail does not send events that are larger than 256 KB to CloudWatch Logs."</summary>
    private const int EventBytesMax = 256 << 10;

    /// <summary>Delivers a bounded amount.</summary>
    /// <returns>How the delivery of the trail goes now, and whether there is nothing more to deliver at once.</returns>
    public async ValueTask<(TrailLog After, bool IsAll)> DeliverAsync(Trail trail, TrailLog log, Step step, CancellationToken cancellationToken)
    {
        if (trail is not { LogGroupArn: { } group, LogRoleArn: { } role } || !logs.IsAvailable)
        {
            return (log, true);
        }

        var covered = log.LogGroupFrom > log.From ? log with { From = log.LogGroupFrom.Value } : log;
        var reader = new RegionReader(trail, covered, new Selection(trail), step.Transaction);
        var cursors = StreamCursor.LogGroupOf(trail.Key);
        try
        {
            foreach (var region in options.RegionsOf(trail))
            {
                var before = await step.Transaction.FindAsync<StreamCursor>(StreamCursor.KeyOf(cursors, region.Value), cancellationToken);
                var batch = new Batch();
                var (after, isAll) = await reader.ReadAsync(region, before ?? new() { Trail = cursors, Region = region.Value }, batch, cancellationToken);
                if (batch.Entries.Count > 0)
                {
                    var stream = $"{trail.Account}_CloudTrail_{region.Value}";
                    await logs.WriteAsync(TrailCall.Of(trail, step), new(group, stream, role, batch.Entries), cancellationToken);
                    log = log with { LoggedAt = step.Now };
                }

                StreamCursor.Keep(step.Transaction, before, after);
                if (!isAll)
                {
                    return (log with { LogGroupError = null }, false);
                }
            }
        }
        catch (ServiceException refusal)
        {
            return (log with { LogGroupError = refusal.Code }, true);
        }

        return (log with { LogGroupError = null }, true);
    }

    private sealed class Batch : IEventSink
    {
        private int _bytes;

        public List<LogEntry> Entries { get; } = [];

        // An event more may always come, and must fit.
        public bool IsFull => Entries.Count >= LogBatch.CountMax || _bytes > LogBatch.BytesMax - EventBytesMax - LogBatch.EntryBytes;

        public void Add(StreamEntry entry)
        {
            if (entry.Payload.Length <= EventBytesMax)
            {
                _bytes += entry.Payload.Length + LogBatch.EntryBytes;
                Entries.Add(new(entry.At, entry.Payload));
            }
        }
    }
}
