using System.Buffers;
using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Writes a value as the JSON that the two sides of the proof compare: instants in milliseconds, bytes in base64.</summary>
internal sealed class CanonicalWriter : ShapeWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly Stack<bool> _inStructure = new();

    private CanonicalWriter() => _json = new(_buffer);

    public static JsonElement Write(IShape value)
    {
        var writer = new CanonicalWriter();
        writer.Structure(value);
        writer._json.Flush();
        return JsonElement.Parse(writer._buffer.WrittenSpan);
    }

    public override void WriteStructure(Member at, IShape value)
    {
        Name(at);
        Structure(value);
    }

    public override void BeginList(Member at, int count)
    {
        Name(at);
        _inStructure.Push(false);
        _json.WriteStartArray();
    }

    public override void EndList(Member at)
    {
        _inStructure.Pop();
        _json.WriteEndArray();
    }

    public override void BeginMap(Member at, int count)
    {
        Name(at);
        _inStructure.Push(false);
        _json.WriteStartObject();
    }

    public override void WriteKey(Member map, string key) => _json.WritePropertyName(key);

    public override void EndMap(Member at)
    {
        _inStructure.Pop();
        _json.WriteEndObject();
    }

    public override void WriteString(Member at, string value)
    {
        Name(at);
        _json.WriteStringValue(value);
    }

    public override void WriteInteger(Member at, int value)
    {
        Name(at);
        _json.WriteNumberValue(value);
    }

    public override void WriteLong(Member at, long value)
    {
        Name(at);
        _json.WriteNumberValue(value);
    }

    public override void WriteFloat(Member at, float value)
    {
        Name(at);
        _json.WriteNumberValue(value);
    }

    public override void WriteDouble(Member at, double value)
    {
        Name(at);
        _json.WriteNumberValue(value);
    }

    public override void WriteBoolean(Member at, bool value)
    {
        Name(at);
        _json.WriteBooleanValue(value);
    }

    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        Name(at);
        _json.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }

    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        Name(at);
        _json.WriteBase64StringValue(value.Span);
    }

    public override void WriteStream(Member at, Stream value)
    {
        using var copy = new MemoryStream();
        value.CopyTo(copy);
        WriteBlob(at, copy.ToArray());
    }

    public override void WriteDocument(Member at, JsonElement value)
    {
        Name(at);
        value.WriteTo(_json);
    }

    public override void WriteNull(Member at)
    {
        Name(at);
        _json.WriteNullValue();
    }

    private void Structure(IShape value)
    {
        _inStructure.Push(true);
        _json.WriteStartObject();
        value.WriteMembers(this);
        _json.WriteEndObject();
        _inStructure.Pop();
    }

    private void Name(Member at)
    {
        if (_inStructure.Peek())
        {
            _json.WritePropertyName(at.Name);
        }
    }
}
