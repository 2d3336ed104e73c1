using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Record;

/// <summary>Writes a request or response the way CloudTrail records it: <c>requestParameters</c> and <c>responseElements</c>.</summary>
/// <remarks>See https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.</remarks>
public sealed class RecordWriter : ShapeWriter, IDisposable
{
    /// <summary>The most bytes of a record's parameters or elements; beyond it the content is left out.</summary>
    public const int BytesMax = 100 * 1024;

    /// <summary>How texts, dates in words included, are escaped: as little as JSON allows.</summary>
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static RecordWriter? t_idle;

    private readonly PooledBuffer _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly List<bool> _isStructure = [];
    private readonly Stack<int> _counts = [];
    private RecordRules _rules = null!;
    private int _hidden;

    private RecordWriter() => _json = new(_buffer, s_options);

    /// <summary>Writes a value; null when it has no members, or more of them than a record holds.</summary>
    /// <param name="value">The request or response.</param>
    /// <param name="rules">How the service is recorded.</param>
    /// <param name="into">Stands where the value is due.</param>
    /// <param name="requestId">The request's id, which EC2 records as part of its responses.</param>
    public static void Write(IShape? value, RecordRules rules, Utf8JsonWriter into, string? requestId = null)
    {
        if (value is null)
        {
            into.WriteNullValue();
            return;
        }

        using var writer = t_idle ?? new();
        t_idle = null;
        var bytes = writer.Make(value, rules, requestId);
        if (bytes.Length is <= 2 or > BytesMax)
        {
            into.WriteNullValue();
        }
        else
        {
            into.WriteRawValue(bytes, skipInputValidation: true);
        }
    }

    /// <summary>Gives the buffer and the writer back.</summary>
    public void Dispose()
    {
        _json.Reset(_buffer);
        _buffer.Release();
        t_idle = this;
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        if (Begin(at))
        {
            WriteObject(value);
        }
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        if (!Begin(at))
        {
            _hidden++;
            return;
        }

        if (_rules.IsEc2)
        {
            _json.WriteStartObject();
            if (count > 0)
            {
                _json.WritePropertyName("items"u8);
            }
        }

        if (!_rules.IsEc2 || count > 0)
        {
            _json.WriteStartArray();
        }

        _isStructure.Add(false);
        _counts.Push(count);
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        if (_hidden > 0)
        {
            _hidden--;
            return;
        }

        _isStructure.RemoveAt(_isStructure.Count - 1);
        if (_counts.Pop() > 0 || !_rules.IsEc2)
        {
            _json.WriteEndArray();
        }

        if (_rules.IsEc2)
        {
            _json.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        if (!Begin(at))
        {
            _hidden++;
            return;
        }

        _json.WriteStartObject();
        _isStructure.Add(false);
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        // A map with secret values is hidden whole, so that no key stands without a value.
        if (_hidden == 0)
        {
            _json.WritePropertyName(key);
        }
    }

    /// <inheritdoc/>
    public override void EndMap(Member at)
    {
        if (_hidden > 0)
        {
            _hidden--;
            return;
        }

        _json.WriteEndObject();
        _isStructure.RemoveAt(_isStructure.Count - 1);
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (Begin(at))
        {
            _json.WriteStringValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value)
    {
        if (Begin(at))
        {
            _json.WriteNumberValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        if (Begin(at))
        {
            _json.WriteNumberValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value) => WriteDouble(at, value);

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
        if (!Begin(at))
        {
            return;
        }

        if (double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
        }
        else
        {
            _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
        if (Begin(at))
        {
            _json.WriteBooleanValue(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        if (!Begin(at))
        {
            return;
        }

        Span<byte> text = stackalloc byte[Timestamps.BytesMax];
        switch (_rules.Timestamps)
        {
            case RecordTimestamps.Milliseconds:
                _json.WriteNumberValue(value.ToUnixTimeMilliseconds());
                break;
            case RecordTimestamps.Iso8601:
                _json.WriteStringValue(text[..Timestamps.Format(value, TimestampFormat.Iso8601, alwaysFraction: false, text)]);
                break;
            default:
                value.UtcDateTime.TryFormat(text, out var written, "MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture);
                _json.WriteStringValue(text[..written]);
                break;
        }
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        if (Begin(at))
        {
            _json.WriteBase64StringValue(value.Span);
        }
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
        // Bodies are data, not parameters; the record never carries them.
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
    {
        if (Begin(at))
        {
            value.WriteTo(_json);
        }
    }

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
        if (Begin(at))
        {
            _json.WriteNullValue();
        }
    }

    private ReadOnlySpan<byte> Make(IShape value, RecordRules rules, string? requestId)
    {
        _rules = rules;
        _hidden = 0;
        _isStructure.Clear();
        _counts.Clear();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _isStructure.Add(true);
        if (requestId is not null)
        {
            _json.WriteString("requestId"u8, requestId);
        }

        value.WriteMembers(this);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.Written;
    }

    private void WriteObject(IShape value)
    {
        _json.WriteStartObject();
        _isStructure.Add(true);
        value.WriteMembers(this);
        _isStructure.RemoveAt(_isStructure.Count - 1);
        _json.WriteEndObject();
    }

    // Names the value when it stands in a structure, and says whether it may be seen.
    private bool Begin(Member at)
    {
        if (_hidden > 0)
        {
            return false;
        }

        var inStructure = _isStructure[^1];
        var isSensitive = at.IsSensitive || (at.Target.Kind is ShapeKind.Map && (at.Target.Value.IsSensitive || at.Target.Key.IsSensitive));
        if ((inStructure && _rules.Omissions.Contains(at.Name)) || (isSensitive && inStructure && _rules.Mask is null))
        {
            return false;
        }

        if (inStructure)
        {
            _json.WritePropertyName(RecordNames.Of(at, _rules.IsEc2));
        }

        if (isSensitive)
        {
            // In a list a hidden element keeps its place.
            _json.WriteStringValue(_rules.Mask ?? RecordRules.HiddenForSecurity);
        }

        return !isSensitive;
    }
}
