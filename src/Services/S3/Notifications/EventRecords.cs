using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Writes events as topics and queues get them: version 2.3 of the published format (S3 User Guide, "Event message structure").</summary>
internal static class EventRecords
{
    /// <summary>Writes the message of an event.</summary>
    /// <param name="raised">The event.</param>
    /// <param name="configurationId">The id of the configuration that asks for it.</param>
    public static string Write(RaisedEvent raised, string configurationId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Records"u8);
            writer.WriteStartObject();
            WriteHead(writer, raised);
            WriteSubject(writer, raised, configurationId);
            WriteTail(writer, raised);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes an instant as events do.</summary>
    public static string TimeOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteHead(Utf8JsonWriter writer, RaisedEvent raised)
    {
        writer.WriteString("eventVersion"u8, "2.3"u8);
        writer.WriteString("eventSource"u8, "aws:s3"u8);
        writer.WriteString("awsRegion"u8, raised.Region);
        writer.WriteString("eventTime"u8, TimeOf(raised.At));
        writer.WriteString("eventName"u8, raised.Name);
        writer.WriteStartObject("userIdentity"u8);
        writer.WriteString("principalId"u8, raised.PrincipalId);
        writer.WriteEndObject();
        writer.WriteStartObject("requestParameters"u8);
        writer.WriteString("sourceIPAddress"u8, raised.SourceIp);
        writer.WriteEndObject();
        writer.WriteStartObject("responseElements"u8);
        writer.WriteString("x-amz-request-id"u8, raised.RequestId);
        writer.WriteString("x-amz-id-2"u8, raised.RequestId);
        writer.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter writer, RaisedEvent raised, string configurationId)
    {
        writer.WriteStartObject("s3"u8);
        writer.WriteString("s3SchemaVersion"u8, "1.0"u8);
        writer.WriteString("configurationId"u8, configurationId);
        writer.WriteStartObject("bucket"u8);
        writer.WriteString("name"u8, raised.Bucket);
        writer.WriteStartObject("ownerIdentity"u8);
        writer.WriteString("principalId"u8, CustomerId.Of(raised.BucketOwner));
        writer.WriteEndObject();
        writer.WriteString("arn"u8, $"arn:{new Region(raised.Region).Partition.Name}:s3:::{raised.Bucket}");
        writer.WriteEndObject();
        writer.WriteStartObject("object"u8);

        // The key is encoded as forms are: "red flower.jpg" reads "red+flower.jpg".
        writer.WriteString("key"u8, EncodeKey(raised.ObjectKey));
        WriteObject(writer, raised, "eTag", "versionId");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes what both formats tell of an object beside its key.</summary>
    public static void WriteObject(Utf8JsonWriter writer, RaisedEvent raised, string eTagName, string versionIdName)
    {
        if (raised.Size is { } size)
        {
            writer.WriteNumber("size"u8, size);
        }

        WriteIfAny(writer, eTagName, raised.ETag);
        WriteIfAny(writer, versionIdName, raised.VersionId);
        WriteIfAny(writer, "sequencer", raised.Sequencer);
    }

    private static void WriteTail(Utf8JsonWriter writer, RaisedEvent raised)
    {
        if (raised.Name == EventNames.RestoreCompleted)
        {
            writer.WriteStartObject("glacierEventData"u8);
            writer.WriteStartObject("restoreEventData"u8);
            writer.WriteString("lifecycleRestorationExpiryTime"u8, TimeOf(raised.RestoredUntil ?? raised.At));
            writer.WriteString("lifecycleRestoreStorageClass"u8, raised.StorageClass);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        else if (raised.Name == EventNames.Transition)
        {
            writer.WriteStartObject("lifecycleEventData"u8);
            writer.WriteStartObject("transitionEventData"u8);
            writer.WriteString("destinationStorageClass"u8, raised.StorageClass);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        else if (raised.Name == EventNames.IntelligentTiering)
        {
            writer.WriteStartObject("intelligentTieringEventData"u8);
            writer.WriteString("destinationAccessTier"u8, raised.StorageClass);
            writer.WriteEndObject();
        }
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static string EncodeKey(string key) => Uri.EscapeDataString(key).Replace("%20", "+", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);
}
