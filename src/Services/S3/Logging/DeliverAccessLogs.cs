using System.Globalization;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Store;

namespace Holdfast.Services.S3.Logging;

/// <summary>Delivers the access logs of a bucket as objects, as <c>logging.s3.amazonaws.com</c>, whom the target bucket must admit.</summary>
internal sealed class DeliverAccessLogs(IObjectWriter writer) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the bucket.</summary>
    public const string TimerKind = "s3/access";

    /// <summary>The most lines of one object.</summary>
    public const int LinesMax = 5_000;

    /// <summary>The time between two deliveries.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    // What the target refused for so long is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private static readonly TimeSpan TrimMargin = TimeSpan.FromHours(1);

    private const int UniqueBytes = 8;

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var transaction = step.Transaction;
        if (await transaction.FindAsync<StoredBucket>(timer.Key, cancellationToken) is not { } bucket
            || await transaction.FindAsync<BucketConfiguration>(
                BucketConfiguration.KeyOf(timer.Key, ConfigurationKind.Logging, ""), cancellationToken) is not { } stored)
        {
            return;
        }

        var logging = ShapeXml.Read(stored.Xml, static reader => LoggingEnabledShape.Read(reader, LoggingEnabledShape.Facts.Root));
        var cursor = await transaction.FindAsync<AccessCursor>(bucket.Name, cancellationToken);
        var entries = await transaction.SearchStreamAsync(
            new() { Stream = AccessLines.StreamOf(bucket.Name), AfterSequence = cursor?.Sequence ?? 0, Limit = LinesMax }, cancellationToken);
        var delivered = await DeliverAsync(step, bucket, logging, entries, cancellationToken);
        if (delivered is not null)
        {
            Keep(transaction, cursor, new() { Bucket = bucket.Name, Sequence = delivered.Sequence });
            transaction.TrimStream(AccessLines.StreamOf(bucket.Name), delivered.At - TrimMargin);
        }

        var hasMore = entries.Count == LinesMax && delivered?.Sequence == entries[^1].Sequence;
        transaction.Arm(new(TimerKind, bucket.Name, hasMore ? step.Now : step.Now + Period));
    }

    private static void Keep(ITransaction transaction, AccessCursor? before, AccessCursor after)
    {
        if (before is null)
        {
            transaction.Insert(after);
        }
        else
        {
            transaction.Replace(before, after);
        }
    }

    // Gives the last line that needs not be delivered any more.
    private async ValueTask<StreamEntry?> DeliverAsync(
        Step step, StoredBucket bucket, LoggingEnabledShape logging, IReadOnlyList<StreamEntry> entries, CancellationToken cancellationToken)
    {
        StreamEntry? last = null;
        foreach (var group in GroupsOf(logging, entries))
        {
            var content = new StringBuilder();
            foreach (var entry in group)
            {
                content.Append(Encoding.UTF8.GetString(entry.Payload.Span)).Append('\n');
            }

            try
            {
                await writer.WriteAsync(
                    ServiceCalls.Of(step, ServiceCalls.Logging, bucket),
                    new(logging.TargetBucket, KeyOf(step, bucket, logging, group[0].At), Encoding.UTF8.GetBytes(content.ToString())) { ContentType = "text/plain" },
                    cancellationToken);
            }
            catch (ServiceException) when (group[^1].At > step.Now - Patience)
            {
                // The bucket may be gone for a moment, or its policy wrong.
                return last;
            }
            catch (ServiceException)
            {
                last = group[^1];
                continue;
            }

            last = group[^1];
        }

        return last;
    }

    // Keys that tell the day of the events have the lines of one day.
    private static IEnumerable<IReadOnlyList<StreamEntry>> GroupsOf(LoggingEnabledShape logging, IReadOnlyList<StreamEntry> entries)
    {
        var isByDay = logging.TargetObjectKeyFormat?.PartitionedPrefix is { PartitionDateSource: not PartitionDateSource.DeliveryTime };
        var group = new List<StreamEntry>();
        foreach (var entry in entries)
        {
            if (isByDay && group.Count > 0 && group[0].At.UtcDateTime.Date != entry.At.UtcDateTime.Date)
            {
                yield return group;
                group = [];
            }

            group.Add(entry);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    // S3 User Guide, "Log object key format".
    private static string KeyOf(Step step, StoredBucket bucket, LoggingEnabledShape logging, DateTimeOffset eventTime)
    {
        Span<byte> unique = stackalloc byte[UniqueBytes];
        step.Ids.Fill(unique);
        var end = Convert.ToHexString(unique);
        if (logging.TargetObjectKeyFormat?.PartitionedPrefix is not { } partitioned)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{logging.TargetPrefix}{step.Now.UtcDateTime:yyyy-MM-dd-HH-mm-ss}-{end}");
        }

        // By the time of events the hours are not told.
        var time = partitioned.PartitionDateSource == PartitionDateSource.DeliveryTime ? step.Now.UtcDateTime : eventTime.UtcDateTime.Date;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{logging.TargetPrefix}{bucket.Account}/{bucket.Region}/{bucket.Name}/{time:yyyy'/'MM'/'dd}/{time:yyyy-MM-dd-HH-mm-ss}-{end}");
    }
}
