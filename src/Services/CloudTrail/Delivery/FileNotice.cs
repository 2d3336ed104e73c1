using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>Tells the topic of a trail of a file that was delivered ("Configuring Amazon SNS notifications for CloudTrail"); a refusal is told in the trail's status and holds up nothing.</summary>
/// <param name="topics">Publishes.</param>
internal sealed class FileNotice(ITopicPublisher topics)
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Tells of a file, if the trail has a topic.</summary>
    /// <returns>How the delivery of the trail goes now.</returns>
    public async ValueTask<TrailLog> SendAsync(Call call, Trail trail, string file, TrailLog log, CancellationToken cancellationToken)
    {
        if (trail.TopicArn is not { } topic || !topics.IsAvailable)
        {
            return log;
        }

        log = log with { NotificationAttemptedAt = call.Now };
        try
        {
            await topics.PublishAsync(call, new(topic, TextOf(trail.Bucket, file)), cancellationToken);
            return log with { NotifiedAt = call.Now, NotificationError = null };
        }
        catch (ServiceException refusal)
        {
            return log with { NotificationError = refusal.Code };
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
