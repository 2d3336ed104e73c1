using System.Text;
using System.Text.Json;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>Reads a record for the answer of a lookup.</summary>
internal static class RecordedEvent
{
    private const string RootName = "root";

    /// <summary>Makes the modeled event: the record as it was written, and what stands out of it.</summary>
    public static EventShape ToShape(StreamEntry entry, IEventResources resources)
    {
        using var document = JsonDocument.Parse(entry.Payload);
        var record = document.RootElement;
        var identity = record.TryGetProperty("userIdentity", out var found) ? found : default;
        return new()
        {
            EventId = TextOf(record, "eventID"),
            EventName = TextOf(record, "eventName"),
            ReadOnly = ReadOnlyOf(record),
            AccessKeyId = TextOf(identity, "accessKeyId"),
            // A record tells of seconds, and so does what finds it.
            EventTime = DateTimeOffset.FromUnixTimeSeconds(entry.At.ToUnixTimeSeconds()),
            EventSource = TextOf(record, "eventSource"),
            Username = UsernameOf(identity),
            Resources =
            [
                .. resources.Of(entry.Payload.Span).Select(resource => new ResourceShape { ResourceType = resource.Type, ResourceName = resource.Name }),
            ],
            CloudTrailEvent = Encoding.UTF8.GetString(entry.Payload.Span),
        };
    }

    // Imported records of old versions do not have it, and some services write it as a text.
    private static string? ReadOnlyOf(JsonElement record)
        => !record.TryGetProperty("readOnly", out var value) ? null
            : value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", JsonValueKind.String => value.GetString(), _ => null };

    private static string? UsernameOf(JsonElement identity) => TextOf(identity, "type") switch
    {
        "Root" => RootName,
        "IAMUser" => TextOf(identity, "userName"),
        "AssumedRole" or "FederatedUser" => TextOf(identity, "arn") is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : null,
        _ => null,
    };

    private static string? TextOf(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
