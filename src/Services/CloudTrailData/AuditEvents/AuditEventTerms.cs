using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrailData.AuditEvents;

/// <summary>What an event from outside has to be (CloudTrail user guide, "CloudTrail Lake integrations event schema"), and how its store shows it.</summary>
/// <param name="channel">The channel.</param>
/// <param name="retention">How far back its stores keep events.</param>
/// <param name="now">The instant of the call.</param>
internal sealed class AuditEventTerms(ChannelName channel, TimeSpan retention, DateTimeOffset now)
{
    private const string FieldNotFound = "FieldNotFound";
    private const string FieldTooLong = "FieldTooLong";
    private const string InvalidData = "InvalidData";
    private const string InvalidChecksum = "InvalidChecksum";
    private const string InvalidRecipient = "InvalidRecipient";
    private const string InvalidEventSource = "InvalidEventSource";
    private const int TextMax = 1_024;
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // As bounded for the elements of the same names in "CloudTrail record contents".
    private static readonly (string Name, int BytesMax)[] s_objects = [("requestParameters", 100 << 10), ("responseElements", 100 << 10), ("additionalEventData", 28 << 10)];
    private static readonly string[] s_required = ["version", "eventSource", "eventName", "eventTime", "UID", "recipientAccountId"];
    private static readonly string[] s_texts = [.. s_required, "userAgent", "errorCode", "errorMessage", "sourceIPAddress"];
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Says why an event is not taken; null when it is.</summary>
    public (string Code, string Message)? FindFault(AuditEventShape each)
    {
        var bytes = Encoding.UTF8.GetBytes(each.EventData);
        if (each.EventDataChecksum is { } sum && sum != Convert.ToBase64String(SHA256.HashData(bytes)))
        {
            return (InvalidChecksum, "The checksum of the event data does not match the event data.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? FindFault(document.RootElement) : (InvalidData, "The event data is not a JSON object.");
        }
        catch (JsonException)
        {
            return (InvalidData, "The event data is not valid JSON.");
        }
    }

    /// <summary>Writes an event as its store shows it.</summary>
    public string Write(AuditEventShape each, string id)
    {
        using var document = JsonDocument.Parse(each.EventData);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_plain))
        {
            writer.WriteStartObject();
            writer.WriteString("eventVersion"u8, "1.0"u8);
            writer.WriteString("eventCategory"u8, "ActivityAuditLog"u8);
            writer.WriteString("eventType"u8, "ActivityLog"u8);
            writer.WriteString("eventID"u8, id);
            writer.WriteString("eventTime"u8, TextOf(TimeOf(document.RootElement)!.Value));
            writer.WriteString("awsRegion"u8, channel.Region.Value);
            writer.WriteString("recipientAccountId"u8, channel.Account.Value);
            writer.WriteStartObject("metadata"u8);
            writer.WriteString("ingestionTime"u8, TextOf(now));
            writer.WriteString("channelARN"u8, channel.Arn);
            writer.WriteEndObject();
            writer.WritePropertyName("eventData"u8);
            document.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private (string Code, string Message)? FindFault(JsonElement data)
        => FindMissing(data, s_required)
            ?? FindIdentityFault(data)
            ?? FindTextFault(data, s_texts)
            ?? FindObjectFault(data)
            ?? FindTimeFault(data)
            ?? (Text(data, "eventSource").Length == 0 ? (InvalidEventSource, "The event source must not be empty.")
                : Text(data, "recipientAccountId") != channel.Account.Value
                    ? (InvalidRecipient, "The recipient account ID must be that of the account that owns the channel.")
                    : null);

    private static (string Code, string Message)? FindIdentityFault(JsonElement data)
    {
        string[] parts = ["type", "principalId"];
        if (!data.TryGetProperty("userIdentity", out var identity) || identity.ValueKind == JsonValueKind.Null)
        {
            return Missing("userIdentity");
        }

        return identity.ValueKind != JsonValueKind.Object ? (InvalidData, "The field userIdentity is not a JSON object.")
            : FindMissing(identity, parts)
                ?? FindTextFault(identity, parts)
                ?? (IsObjectOrAbsent(identity, "details") ? null : (InvalidData, "The field userIdentity.details is not a JSON object."));
    }

    private static (string Code, string Message)? FindMissing(JsonElement data, IEnumerable<string> names)
        => names.FirstOrDefault(name => !data.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) is { } missing ? Missing(missing) : null;

    private static (string Code, string Message) Missing(string name) => (FieldNotFound, $"The required field {name} is missing.");

    private static (string Code, string Message)? FindTextFault(JsonElement data, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!data.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                return (InvalidData, $"The field {name} is not a string.");
            }

            if (value.GetString()!.Length > TextMax)
            {
                return (FieldTooLong, $"The field {name} is longer than {TextMax} characters.");
            }
        }

        return null;
    }

    private static (string Code, string Message)? FindObjectFault(JsonElement data)
    {
        foreach (var (name, most) in s_objects)
        {
            if (!IsObjectOrAbsent(data, name))
            {
                return (InvalidData, $"The field {name} is not a JSON object.");
            }

            if (data.TryGetProperty(name, out var value) && Encoding.UTF8.GetByteCount(value.GetRawText()) > most)
            {
                return (FieldTooLong, $"The field {name} is longer than {most} bytes.");
            }
        }

        return null;
    }

    private (string Code, string Message)? FindTimeFault(JsonElement data)
        => TimeOf(data) is not { } at ? (InvalidData, "The field eventTime is not a time in the format yyyy-MM-DDTHH:mm:ss.")
            : at <= now - retention ? (InvalidData, "The field eventTime is earlier than the event data stores of the channel keep events.")
            : null;

    private static bool IsObjectOrAbsent(JsonElement data, string name)
        => !data.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Object or JsonValueKind.Null;

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;

    private static string TextOf(DateTimeOffset at) => at.ToUniversalTime().ToString(TimeForm, CultureInfo.InvariantCulture);

    // In UTC, with or without the letter that says so, and with or without parts of a second.
    private static DateTimeOffset? TimeOf(JsonElement data)
        => DateTimeOffset.TryParseExact(
            Text(data, "eventTime"),
            ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at)
            ? at
            : null;
}
