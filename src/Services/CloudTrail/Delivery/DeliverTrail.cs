using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>Delivers the events of a trail into its bucket, a file for each region that has any, as CloudTrail and through the bucket's policy.</summary>
/// <remarks>
/// The objects and the cursors commit together, so every event is delivered exactly once. When S3 or KMS refuses, the cursors stay where they are and the timer
/// comes back, later each time; the refusal is in the trail's status. One step delivers a bounded amount and comes back at once for the rest.
/// </remarks>
internal sealed class DeliverTrail(IObjectWriter objects, FileNotice notice, LogGroupDelivery logGroup, TrailOptions options) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the trail's.</summary>
    public const string TimerKind = "cloudtrail/delivery";

    /// <summary>How long after a stop the last events are delivered: records of calls that only read are written a little later than those of others.</summary>
    public static readonly TimeSpan Straggle = TimeSpan.FromSeconds(1);

    private const long BytesPerStep = 2 * LogFile.BytesFull;
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pauseKept = TimeSpan.FromMinutes(1);

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var trail = await step.Transaction.FindAsync<Trail>(timer.Key, cancellationToken);
        var before = await step.Transaction.FindAsync<TrailLog>(timer.Key, cancellationToken);
        if (trail is null || before is null)
        {
            return;
        }

        if (before is { IsLogging: false, IsDrained: true })
        {
            await TellAsync(trail, before, step, cancellationToken);
            return;
        }

        var (after, isAll) = await DeliverAsync(trail, before, step, cancellationToken);
        after = await notice.SendAsync(TrailCall.Of(trail, step), trail, after, PauseAfter, cancellationToken);
        (after, var isAllLogged) = await logGroup.DeliverAsync(trail, after, step, cancellationToken);
        if (after.DeliveryError is not null && trail.IsOver(step.Now))
        {
            await step.Transaction.ForgetAsync(trail, before, cancellationToken);
            return;
        }

        if (after.DeliveryError is not null)
        {
            step.Transaction.Arm(new ArmedTimer(TimerKind, timer.Key, step.Now + PauseAfter(after.Failures)));
        }
        else if (!isAll || !isAllLogged)
        {
            step.Transaction.Arm(new ArmedTimer(TimerKind, timer.Key, step.Now));
        }
        else if (after.IsLogging)
        {
            after = WithoutOldPauses(after, step.Now);
            var next = step.Now + options.IdleInterval;
            step.Transaction.Arm(new ArmedTimer(TimerKind, timer.Key, after.NoticesDue < next ? after.NoticesDue.Value : next));
        }
        else
        {
            // All up to the stop is delivered; the digests that tell of it end the chains.
            after = after with { IsDrained = true, Pauses = [] };
            if (trail.Validates || await step.Transaction.OwesDigestsAsync(trail, cancellationToken))
            {
                step.Transaction.Arm(new ArmedTimer(DeliverDigests.TimerKind, timer.Key, step.Now));
            }
            else if (trail.DeletedAt is not null)
            {
                await step.Transaction.ForgetAsync(trail, before, cancellationToken);
                return;
            }

            ArmForNotices(after, step);
        }

        if (after != before)
        {
            step.Transaction.Replace(before, after);
        }
    }

    // A stopped trail of which all is delivered, whose topic is still to be told.
    private async ValueTask TellAsync(Trail trail, TrailLog before, Step step, CancellationToken cancellationToken)
    {
        var after = await notice.SendAsync(TrailCall.Of(trail, step), trail, before, PauseAfter, cancellationToken);
        ArmForNotices(after, step);
        if (after != before)
        {
            step.Transaction.Replace(before, after);
        }
    }

    private static void ArmForNotices(TrailLog log, Step step)
    {
        if (log.NoticesDue is { } due)
        {
            step.Transaction.Arm(new ArmedTimer(TimerKind, log.Trail, due));
        }
    }

    private async ValueTask<(TrailLog After, bool IsAll)> DeliverAsync(Trail trail, TrailLog log, Step step, CancellationToken cancellationToken)
    {
        var reader = new RegionReader(trail, log, new Selection(trail), step.Transaction);
        var call = TrailCall.Of(trail, step);
        var length = 0L;
        try
        {
            foreach (var region in options.RegionsOf(trail))
            {
                var before = await step.Transaction.FindAsync<StreamCursor>(StreamCursor.KeyOf(trail.Key, region.Value), cancellationToken);
                using var file = new LogFile();
                var (after, isAll) = await reader.ReadAsync(region, before, file, cancellationToken);
                if (file.Count > 0)
                {
                    length += file.Length;
                    var name = await WriteAsync(call, trail, region, file, cancellationToken);
                    log = log with { DeliveredAt = step.Now, AttemptedAt = step.Now };
                    log = notice.Note(trail, name, log);
                }

                StreamCursor.Keep(step.Transaction, before, after);
                if (!isAll || length >= BytesPerStep)
                {
                    return (log with { DeliveryError = null, Failures = 0 }, false);
                }
            }
        }
        catch (ServiceException refusal)
        {
            return (log with { AttemptedAt = step.Now, DeliveryError = TrailCall.ErrorOf(refusal), Failures = log.Failures + 1 }, false);
        }

        return (log with { DeliveryError = null, Failures = 0 }, true);
    }

    private async ValueTask<string> WriteAsync(Call call, Trail trail, Region region, LogFile file, CancellationToken cancellationToken)
    {
        var (packed, hash) = file.Finish();
        var name = LogFileName.LogFile(trail, region.Value, call.Now, call.Ids);
        await objects.WriteAsync(
            call,
            new(trail.Bucket, name, packed)
            {
                ContentType = "application/json",
                ContentEncoding = "gzip",
                KmsKeyId = trail.KmsKeyArn,
                EncryptionContext = trail.KmsKeyArn is null ? null : TrailCall.ContextOf(trail),
                CannedAcl = TrailCall.CannedAcl,
            },
            cancellationToken);
        if (trail.Validates)
        {
            call.Transaction.Insert(new DeliveredFile
            {
                Trail = trail.Key,
                Region = region.Value,
                At = call.Now,
                Bucket = trail.Bucket,
                Object = name,
                Hash = hash,
                Oldest = file.Oldest,
                Newest = file.Newest,
            });
        }

        return name;
    }

    private TimeSpan PauseAfter(int failures)
    {
        var pause = options.TrailInterval * Math.Pow(2, Math.Min(failures - 1, 16));
        var longest = options.TrailInterval > s_longestPause ? options.TrailInterval : s_longestPause;
        return pause < longest ? pause : longest;
    }

    private static TrailLog WithoutOldPauses(TrailLog log, DateTimeOffset now)
        => log.Pauses is [.., var last] && last.To + s_pauseKept < now ? log with { Pauses = [], From = last.To } : log;
}
