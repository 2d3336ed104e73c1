using System.Globalization;
using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Record;

/// <summary>Writes a request or response as the record of a call spells it: JSON with the members' names beginning in lower case, and nothing that is secret.</summary>
/// <param name="json">The writer of the JSON; who owns it resets and flushes it.</param>
/// <remarks>Sensitive members are left out with all that is in them, and so are streaming bodies.</remarks>
public sealed class RecordWriter(Utf8JsonWriter json) : ShapeWriter
{
    private const int DateLengthMax = 64;

    private string _dateFormat = "";
    private IReadOnlyCollection<string> _omits = [];

    /// <summary>How many structures, lists and maps are open.</summary>
    private int _depth;

    /// <summary>A bit for each of them, the innermost lowest: set for a structure, whose values have the names of their members.</summary>
    private UInt128 _structures;

    /// <summary>How many of the open lists and maps are left out.</summary>
    private int _skipped;

    /// <summary>Writes a value as an object.</summary>
    /// <param name="value">The request or response.</param>
    /// <param name="dateFormat">How the service's records word an instant (<see cref="Models.ServiceModel.RecordDateFormat"/>).</param>
    /// <param name="omits">The names of the members that the record leaves out besides.</param>
    public void Write(IShape value, string dateFormat, IReadOnlyCollection<string> omits)
    {
        _dateFormat = dateFormat;
        _omits = omits;
        _depth = 0;
        _structures = 0;
        _skipped = 0;
        json.WriteStartObject();
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
            json.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        if (Begin(at, at.Target.Element.IsSensitive))
        {
            json.WriteStartArray();
        }
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        if (End())
        {
            json.WriteEndArray();
        }
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        if (Begin(at, at.Target.Key.IsSensitive || at.Target.Value.IsSensitive))
        {
            json.WriteStartObject();
        }
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        if (_skipped == 0)
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
        if (Name(at))
        {
            Span<char> text = stackalloc char[DateLengthMax];
            value.UtcDateTime.TryFormat(text, out var length, _dateFormat, CultureInfo.InvariantCulture);
            json.WriteStringValue(text[..length]);
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
        _depth++;
        _structures = (_structures << 1) | 1;
        value.WriteMembers(this);
        _structures >>= 1;
        _depth--;
    }

    private bool Begin(Member at, bool isSecretInside)
    {
        if (isSecretInside || !Name(at))
        {
            _skipped++;
            return false;
        }

        _depth++;
        _structures <<= 1;
        return true;
    }

    private bool End()
    {
        if (_skipped > 0)
        {
            _skipped--;
            return false;
        }

        _structures >>= 1;
        _depth--;
        return true;
    }

    /// <summary>Writes the name of a member, where values have names; says whether the value is to follow.</summary>
    private bool Name(Member at)
    {
        if (_skipped > 0 || at.IsSensitive || (_depth == 1 && _omits.Count > 0 && _omits.Contains(at.Name)))
        {
            return false;
        }

        if ((_structures & 1) == 1)
        {
            json.WritePropertyName(at.RecordName);
        }

        return true;
    }
}
