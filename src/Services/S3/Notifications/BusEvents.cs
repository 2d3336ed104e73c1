using System.Buffers;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Writes events as the bus gets them (S3 User Guide, "EventBridge event message structure").</summary>
internal static class BusEvents
{
    /// <summary>Makes the event of the bus; null for what the bus is not told.</summary>
    public static BusEvent? Of(RaisedEvent raised)
    {
        if (KindOf(raised.Name) is not { } kind)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "0"u8);
            writer.WriteStartObject("bucket"u8);
            writer.WriteString("name"u8, raised.Bucket);
            writer.WriteEndObject();
            writer.WriteStartObject("object"u8);
            writer.WriteString("key"u8, raised.ObjectKey);
            EventRecords.WriteObject(writer, raised, "etag", "version-id");
            writer.WriteEndObject();
            writer.WriteString("request-id"u8, raised.RequestId);
            writer.WriteString("requester"u8, raised.Requester);
            WriteDetails(writer, raised);
            writer.WriteEndObject();
        }

        return new(
            raised.Id,
            "aws.s3",
            kind,
            raised.At,
            [$"arn:{new Region(raised.Region).Partition.Name}:s3:::{raised.Bucket}"],
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static string? KindOf(string name) => name switch
    {
        EventNames.RemovedDelete or EventNames.RemovedMarker or EventNames.ExpirationDelete or EventNames.ExpirationMarker => "Object Deleted",
        EventNames.RestorePost => "Object Restore Initiated",
        EventNames.RestoreCompleted => "Object Restore Completed",
        EventNames.RestoreDelete => "Object Restore Expired",
        EventNames.TaggingPut => "Object Tags Added",
        EventNames.TaggingDelete => "Object Tags Deleted",
        EventNames.AclPut => "Object ACL Updated",
        EventNames.Transition => "Object Storage Class Changed",
        EventNames.IntelligentTiering => "Object Access Tier Changed",
        _ => name.StartsWith("ObjectCreated:", StringComparison.Ordinal) ? "Object Created" : null,
    };

    private static void WriteDetails(Utf8JsonWriter writer, RaisedEvent raised)
    {
        if (raised.Requester.All(char.IsAsciiDigit))
        {
            writer.WriteString("source-ip-address"u8, raised.SourceIp);
        }

        if (ReasonOf(raised.Name) is { } reason)
        {
            writer.WriteString("reason"u8, reason);
        }

        switch (raised.Name)
        {
            case EventNames.RemovedDelete or EventNames.ExpirationDelete:
                writer.WriteString("deletion-type"u8, "Permanently Deleted"u8);
                break;
            case EventNames.RemovedMarker or EventNames.ExpirationMarker:
                writer.WriteString("deletion-type"u8, "Delete Marker Created"u8);
                break;
            case EventNames.RestorePost or EventNames.RestoreDelete:
                writer.WriteString("source-storage-class"u8, raised.StorageClass);
                break;
            case EventNames.RestoreCompleted:
                writer.WriteString("restore-expiry-time"u8, EventRecords.TimeOf(raised.RestoredUntil ?? raised.At));
                writer.WriteString("source-storage-class"u8, raised.StorageClass);
                break;
            case EventNames.Transition:
                writer.WriteString("destination-storage-class"u8, raised.StorageClass);
                break;
            case EventNames.IntelligentTiering:
                writer.WriteString("destination-access-tier"u8, raised.StorageClass);
                break;
            default:
                break;
        }
    }

    private static string? ReasonOf(string name) => name switch
    {
        EventNames.CreatedPut => "PutObject",
        EventNames.CreatedPost => "POST Object",
        EventNames.CreatedCopy => "CopyObject",
        EventNames.CreatedMultipart => "CompleteMultipartUpload",
        EventNames.RemovedDelete or EventNames.RemovedMarker => "DeleteObject",
        EventNames.ExpirationDelete or EventNames.ExpirationMarker => "Lifecycle Expiration",
        _ => null,
    };
}
