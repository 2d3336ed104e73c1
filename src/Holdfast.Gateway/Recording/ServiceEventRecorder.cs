using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Gateway.Recording;

/// <summary>Composes the records of what services do of their own accord: events of the type <c>AwsServiceEvent</c>, which have neither a caller nor a request.</summary>
/// <param name="ids">The source of event ids.</param>
public sealed class ServiceEventRecorder(IdSource ids) : IServiceEvents
{
    private const string Internal = "AWS Internal";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <inheritdoc/>
    public void Record(ITransaction transaction, ServiceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(happened);
        var buffer = RecordBuffer.Take();
        var eventId = ids.NewGuid();
        Write(buffer.Writer, happened, eventId);
        buffer.Labels.AddRange(
        [
            RecordLabels.Of("EventName", happened.Name),
            RecordLabels.Of("EventSource", happened.Source),
            RecordLabels.Of("ReadOnly", "false"),
            RecordLabels.Of("EventId", eventId.ToString("D")),
            RecordLabels.Of("ResourceType", happened.Resource.Type),
            RecordLabels.Of("ResourceName", happened.Resource.Arn.Value),
        ]);
        transaction.Append(AuditStream.NameOf(happened.Account, happened.Region), new StreamAppend(happened.At, buffer.Finish(), buffer.Labels));
    }

    private static void Write(Utf8JsonWriter writer, ServiceEvent happened, Guid eventId)
    {
        writer.WriteStartObject();
        writer.WriteString("eventVersion"u8, "1.11"u8);
        writer.WriteStartObject("userIdentity"u8);
        writer.WriteString("accountId"u8, happened.Account.Value);
        writer.WriteString("invokedBy"u8, Internal);
        writer.WriteEndObject();
        writer.WriteString("eventTime"u8, happened.At.UtcDateTime.ToString(TimeFormat, provider: null));
        writer.WriteString("eventSource"u8, happened.Source);
        writer.WriteString("eventName"u8, happened.Name);
        writer.WriteString("awsRegion"u8, happened.Region.Value);
        writer.WriteString("sourceIPAddress"u8, Internal);
        writer.WriteString("userAgent"u8, Internal);
        writer.WriteNull("requestParameters"u8);
        if (happened.Response.Count == 0)
        {
            writer.WriteNull("responseElements"u8);
        }
        else
        {
            WriteTexts(writer, "responseElements"u8, happened.Response);
        }

        writer.WriteString("eventID"u8, eventId);
        writer.WriteBoolean("readOnly"u8, false);
        writer.WriteStartArray("resources"u8);
        writer.WriteStartObject();
        writer.WriteString("accountId"u8, happened.Resource.Owner.Value);
        writer.WriteString("type"u8, happened.Resource.Type);
        writer.WriteString("ARN"u8, happened.Resource.Arn.Value);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("eventType"u8, "AwsServiceEvent"u8);
        writer.WriteBoolean("managementEvent"u8, true);
        writer.WriteString("recipientAccountId"u8, happened.Account.Value);
        if (happened.Details.Count > 0)
        {
            WriteTexts(writer, "serviceEventDetails"u8, happened.Details);
        }

        writer.WriteString("eventCategory"u8, "Management"u8);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, text) in texts)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}
