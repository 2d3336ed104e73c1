using System.Globalization;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Record;

/// <summary>Writes a request or response the way CloudTrail records it: <c>requestParameters</c> and <c>responseElements</c>.</summary>
/// <param name="json">The writer of the JSON; who owns it resets and flushes it.</param>
/// <remarks>See https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.</remarks>
public sealed class RecordWriter(Utf8JsonWriter json) : ShapeWriter
{
    private const int DateBytesMax = 64;

    private RecordRules _rules = null!;

    /// <summary>A bit for each open structure, list and map, the innermost lowest: set for a structure, whose values have the names of their members.</summary>
    private UInt128 _structures;

    /// <summary>How many of the open lists and maps are left out.</summary>
    private int _hidden;

    /// <summary>Writes a value as an object; an empty one when no member may be seen.</summary>
    /// <param name="value">The request or response.</param>
    /// <param name="rules">How the service is recorded.</param>
    /// <param name="requestId">The request's id, which EC2 records as part of its responses.</param>
    /// <param name="texts">What stands before the members, such as the host that S3 was asked at.</param>
    public void Write(IShape value, RecordRules rules, string? requestId = null, IReadOnlyList<KeyValuePair<string, string>>? texts = null)
    {
        _rules = rules;
        _structures = 0;
        _hidden = 0;
        json.WriteStartObject();
        if (requestId is not null)
        {
            json.WriteString("requestId"u8, requestId);
        }

        for (var i = 0; i < texts?.Count; i++)
        {
            json.WriteString(texts[i].Key, texts[i].Value);
        }

        WriteMembersOf(value);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        if (Name(at))
        {
            json.WriteStartObject();
            WriteMembersOf(value);
            if (_rules.IsS3 && at is { Location: MemberLocation.Payload, XmlNamespace: { } space })
            {
                json.WriteString("xmlns"u8, space);
            }

            json.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        if (_rules.IsEc2 && count == 0)
        {
            WriteEmptyList(at);
            return;
        }

        if (!Begin(at))
        {
            return;
        }

        // EC2 puts a list into an object of its own, and S3 as its XML does.
        if (WrapsLists(at))
        {
            json.WriteStartObject();
            json.WritePropertyName(_rules.IsEc2 ? "items"u8 : at.Target.Element.RecordNameInS3);
        }

        json.WriteStartArray();
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        if (!End())
        {
            return;
        }

        json.WriteEndArray();
        if (WrapsLists(at))
        {
            json.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        if (Begin(at))
        {
            json.WriteStartObject();
        }
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        if (_hidden == 0)
        {
            json.WritePropertyName(key);
        }
    }

    /// <inheritdoc/>
    public override void EndMap(Member at)
    {
        if (End())
        {
            json.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (Name(at))
        {
            if (_rules.IsS3 && at is { Location: MemberLocation.Payload, Name: "Policy" } && IsObject(value))
            {
                json.WriteRawValue(value);
                return;
            }

            json.WriteStringValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value)
    {
        if (Name(at))
        {
            json.WriteNumberValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        if (Name(at))
        {
            json.WriteNumberValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value) => WriteDouble(at, value);

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
        if (!Name(at))
        {
            return;
        }

        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            // JSON has no number for these; AWS's own JSON spells them so.
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
        if (Name(at))
        {
            json.WriteBooleanValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        if (!Name(at))
        {
            return;
        }

        Span<byte> text = stackalloc byte[DateBytesMax];
        switch (_rules.Timestamps)
        {
            case RecordTimestamps.Milliseconds:
                json.WriteNumberValue(value.ToUnixTimeMilliseconds());
                break;
            case RecordTimestamps.Iso8601:
                json.WriteStringValue(text[..Timestamps.Format(value, TimestampFormat.Iso8601, alwaysFraction: false, text)]);
                break;
            case RecordTimestamps.Words:
            default:
                value.UtcDateTime.TryFormat(text, out var written, _rules.DateFormat, CultureInfo.InvariantCulture);
                json.WriteStringValue(text[..written]);
                break;
        }
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        if (Name(at))
        {
            json.WriteBase64StringValue(value.Span);
        }
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
        // The content of an object is not part of the record of the call that brought it.
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
    {
        if (Name(at))
        {
            value.WriteTo(json);
        }
    }

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
        if (Name(at))
        {
            json.WriteNullValue();
        }
    }

    private void WriteMembersOf(IShape value)
    {
        _structures = (_structures << 1) | 1;
        value.WriteMembers(this);
        _structures >>= 1;
    }

    // A policy is shown as what it says, not as a text; one that was refused may say nothing.
    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool WrapsLists(Member at) => _rules.IsEc2 || (_rules.IsS3 && at.Location is MemberLocation.Body or MemberLocation.Payload && !at.IsFlattened);

    /// <summary>Writes EC2's empty list, which has no items; its end writes nothing more.</summary>
    private void WriteEmptyList(Member at)
    {
        if (Name(at))
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }

        _hidden++;
    }

    // Of the headers, those of S3 alone are recorded, and neither metadata nor what says how the body is carried.
    private static bool IsUnknownToS3(Member at)
        => at.Location == MemberLocation.Headers
            || (at.Location == MemberLocation.Header && !at.WireName.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase));

    private bool Begin(Member at)
    {
        if (!Name(at))
        {
            _hidden++;
            return false;
        }

        _structures <<= 1;
        return true;
    }

    private bool End()
    {
        if (_hidden > 0)
        {
            _hidden--;
            return false;
        }

        _structures >>= 1;
        return true;
    }

    /// <summary>Writes the name of a member, where values have names; says whether the value is to follow.</summary>
    private bool Name(Member at)
    {
        if (_hidden > 0)
        {
            return false;
        }

        var isInStructure = (_structures & 1) == 1;
        var isSecret = IsSecret(at);
        if (isInStructure && ((isSecret && _rules.Mask is null) || _rules.Omissions.Contains(at.Name) || (_rules.IsS3 && IsUnknownToS3(at))))
        {
            return false;
        }

        if (isInStructure)
        {
            json.WritePropertyName(_rules.IsEc2 ? at.RecordNameOnWire : _rules.IsS3 ? at.RecordNameInS3 : at.RecordName);
        }

        if (isSecret)
        {
            // In a list a hidden element keeps its place.
            json.WriteStringValue(_rules.Mask ?? RecordRules.HiddenForSecurity);
        }

        return !isSecret;
    }

    /// <summary>Whether nothing of a value may be seen: a map is hidden whole, so that no key stands without a value.</summary>
    private static bool IsSecret(Member at)
        => at.IsSensitive || (at.Target.Kind is ShapeKind.Map && (at.Target.Value.IsSensitive || at.Target.Key.IsSensitive));
}
