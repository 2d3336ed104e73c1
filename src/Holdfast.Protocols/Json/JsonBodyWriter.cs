using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Writes values as JSON, the same way for AWS JSON and REST-JSON.</summary>
internal sealed class JsonBodyWriter : BodyWriter, IDisposable
{
    private static readonly JsonWriterOptions s_options = new()
    {
        // The answer is never part of a page, so nothing beyond JSON's own rules needs escaping.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static JsonBodyWriter? t_idle;

    // Nothing is ever written to it; resetting to a stream instead would make a new buffer each time.
    private static readonly ArrayBufferWriter<byte> s_nowhere = new();

    private readonly Utf8JsonWriter _json = new(s_nowhere, s_options);

    private JsonBodyWriter()
    {
    }

    /// <summary>The writer below, for what surrounds the values.</summary>
    public Utf8JsonWriter Json => _json;

    /// <summary>Begins a body.</summary>
    public static JsonBodyWriter Open(IBufferWriter<byte> into)
    {
        var writer = t_idle ?? new();
        t_idle = null;
        writer._json.Reset(into);
        writer.ResetDepth();
        return writer;
    }

    /// <summary>Opens the object that the body is.</summary>
    public void BeginRoot()
    {
        _json.WriteStartObject();
        Enter(isStructure: true);
    }

    /// <summary>Closes the object that the body is.</summary>
    public void EndRoot()
    {
        _json.WriteEndObject();
        Leave();
    }

    /// <summary>Hands over what was written and gives the writer back.</summary>
    public void Dispose()
    {
        _json.Flush();
        _json.Reset(s_nowhere);
        t_idle = this;
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        Name(at);
        BeginRoot();
        value.WriteMembers(this);
        EndRoot();
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        Name(at);
        _json.WriteStartArray();
        Enter(isStructure: false);
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        _json.WriteEndArray();
        Leave();
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        Name(at);
        _json.WriteStartObject();
        Enter(isStructure: false);
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key) => _json.WritePropertyName(key);

    /// <inheritdoc/>
    public override void EndMap(Member at) => EndRoot();

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        Name(at);
        _json.WriteStringValue(value);
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value)
    {
        Name(at);
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        Name(at);
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
    {
        if (float.IsFinite(value))
        {
            Name(at);
            _json.WriteNumberValue(value);
        }
        else
        {
            WriteDouble(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
        Name(at);
        if (double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
            return;
        }

        Span<byte> text = stackalloc byte[Timestamps.BytesMax];
        _json.WriteStringValue(text[..TextValues.Format(value, text)]);
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
        Name(at);
        _json.WriteBooleanValue(value);
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        Name(at);
        var format = Timestamps.FormatAt(at, TimestampFormat.UnixTimestamp);
        Span<byte> text = stackalloc byte[Timestamps.BytesMax];
        text = text[..Timestamps.Format(value, format, alwaysFraction: false, text)];
        if (format is TimestampFormat.UnixTimestamp)
        {
            _json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            _json.WriteStringValue(text);
        }
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        Name(at);
        _json.WriteBase64StringValue(value.Span);
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
    {
        Name(at);
        value.WriteTo(_json);
    }

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
        Name(at);
        _json.WriteNullValue();
    }

    private void Name(Member at)
    {
        if (InStructure)
        {
            _json.WritePropertyName(at.WireName);
        }
    }
}
