using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>
/// Tells the topic of a trail of the files that were delivered ("Configuring Amazon SNS notifications for CloudTrail"). A refusal is told in the trail's status and
/// holds up nothing; the topic is tried again, later each time, and is then told of all files in their order.
/// </summary>
/// <param name="topics">Publishes.</param>
internal sealed class FileNotice(ITopicPublisher topics)
{
    /// <summary>The most files that a topic which refuses is told of later; of more, the newest.</summary>
    public const int PendingMax = 1_000;

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Notes a file that the topic is to be told of, if the trail has one.</summary>
    public TrailLog Note(Trail trail, string file, TrailLog log)
        => trail.TopicArn is null || !topics.IsAvailable ? log
            : log with { PendingNotices = [.. log.PendingNotices.Skip(log.PendingNotices.Count + 1 - PendingMax), new(trail.Bucket, file)] };

    /// <summary>Tells the topic of what was noted, unless it refused a short while ago.</summary>
    /// <param name="call">The call of CloudTrail.</param>
    /// <param name="trail">The trail.</param>
    /// <param name="log">How its delivery goes.</param>
    /// <param name="pauseAfter">How long to wait after so many refusals.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How it goes now.</returns>
    public async ValueTask<TrailLog> SendAsync(Call call, Trail trail, TrailLog log, Func<int, TimeSpan> pauseAfter, CancellationToken cancellationToken)
    {
        if (log.PendingNotices.Count == 0 || log.NoticesDue > call.Now)
        {
            return log;
        }

        if (trail.TopicArn is not { } topic)
        {
            return log with { PendingNotices = [], NoticeFailures = 0, NoticesDue = null };
        }

        log = log with { NotificationAttemptedAt = call.Now };
        var told = 0;
        try
        {
            for (; told < log.PendingNotices.Count; told++)
            {
                await topics.PublishAsync(call, new(topic, TextOf(log.PendingNotices[told].Bucket, log.PendingNotices[told].Object)), cancellationToken);
            }

            return log with { PendingNotices = [], NoticeFailures = 0, NoticesDue = null, NotifiedAt = call.Now, NotificationError = null };
        }
        catch (ServiceException refusal)
        {
            return log with
            {
                PendingNotices = [.. log.PendingNotices.Skip(told)],
                NoticeFailures = log.NoticeFailures + 1,
                NoticesDue = call.Now + pauseAfter(log.NoticeFailures + 1),
                NotifiedAt = told > 0 ? call.Now : log.NotifiedAt,
                NotificationError = refusal.Code,
            };
        }
    }

    private static string TextOf(string bucket, string file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_json);
        json.WriteStartObject();
        json.WriteString("s3Bucket"u8, bucket);
        json.WriteStartArray("s3ObjectKey"u8);
        json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
