using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Notifications;

/// <summary>The topics, queues and the bus that events go to.</summary>
/// <param name="topics">SNS.</param>
/// <param name="queues">SQS.</param>
/// <param name="bus">EventBridge.</param>
internal sealed class NotificationDestinations(ITopicPublisher topics, IQueueSender queues, IEventBus bus)
{
    /// <summary>The subject that topics give to those who read e-mails.</summary>
    private const string Subject = "Amazon S3 Notification";

    /// <summary>The bus.</summary>
    public IEventBus Bus => bus;

    /// <summary>Says whether the ARN is of a topic.</summary>
    public static bool IsTopic(string arn) => ServiceOf(arn) == "sns";

    /// <summary>Says whether the ARN is of a queue.</summary>
    public static bool IsQueue(string arn) => ServiceOf(arn) == "sqs";

    /// <summary>Sends a message as S3.</summary>
    /// <exception cref="ServiceException">The destination refuses it, or is not there.</exception>
    public ValueTask SendAsync(Call call, string arn, string text, CancellationToken cancellationToken)
        => IsTopic(arn) ? topics.PublishAsync(call, new(arn, text) { Subject = Subject }, cancellationToken)
            : queues.SendAsync(call, new(arn, text), cancellationToken);

    /// <summary>Checks that the destinations of a configuration are there and take messages of S3 for the bucket, by sending each a test message.</summary>
    /// <param name="call">The call that sets the configuration.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="arns">The destinations.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ServiceException">One of them does not.</exception>
    public async ValueTask ValidateAsync(Call call, StoredBucket bucket, IEnumerable<string> arns, CancellationToken cancellationToken)
    {
        var acting = ServiceCalls.Of(new Step(call.Now, call.Ids, call.Transaction), ServiceCalls.Itself, bucket);
        var faults = new List<KeyValuePair<string, string>>();
        foreach (var arn in arns.Distinct(StringComparer.Ordinal))
        {
            if (await FindFaultAsync(acting, bucket, arn, call.RequestId, cancellationToken) is { } fault)
            {
                var number = (faults.Count / 2) + 1;
                faults.Add(new($"ArgumentName{number}", $"{arn}, null"));
                faults.Add(new($"ArgumentValue{number}", fault));
            }
        }

        if (faults.Count > 0)
        {
            throw new CommonException("InvalidArgument", 400, "Unable to validate the following destination configurations") { Details = faults };
        }
    }

    private async ValueTask<string?> FindFaultAsync(Call acting, StoredBucket bucket, string arn, string requestId, CancellationToken cancellationToken)
    {
        var kind = IsTopic(arn) ? "topic" : IsQueue(arn) ? "queue" : null;
        if (kind is null)
        {
            return $"Not authorized to invoke function [{arn}]";
        }

        var exists = kind == "topic" ? await topics.ExistsAsync(acting, arn, cancellationToken) : await queues.ExistsAsync(acting, arn, cancellationToken);
        if (!exists)
        {
            return $"The destination {kind} does not exist";
        }

        try
        {
            await SendAsync(acting, arn, TestEvent(acting.Now, bucket.Name, requestId), cancellationToken);
            return null;
        }
        catch (ServiceException)
        {
            return $"Permissions on the destination {kind} do not allow S3 to publish notifications from this bucket";
        }
    }

    // S3 User Guide, "Granting permissions to publish event notification messages to a destination": the message that S3 sends to try.
    private static string TestEvent(DateTimeOffset now, string bucket, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("Service"u8, "Amazon S3"u8);
            writer.WriteString("Event"u8, "s3:TestEvent"u8);
            writer.WriteString("Time"u8, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("Bucket"u8, bucket);
            writer.WriteString("RequestId"u8, requestId);
            writer.WriteString("HostId"u8, requestId);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string ServiceOf(string arn) => arn.Split(':') is { Length: >= 6 } parts ? parts[2] : "";
}
