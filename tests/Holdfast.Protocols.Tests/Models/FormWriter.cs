using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Tests.Models;

/// <summary>Writes a request as a client of AWS query or EC2 query does, which the server itself never needs.</summary>
internal sealed class FormWriter(bool isEc2) : ShapeWriter
{
    private readonly StringBuilder _form = new("Action=Do");
    private readonly Stack<Place> _places = new([new("", ShapeKind.Structure)]);

    public string Text => _form.ToString();

    public override void WriteStructure(Member at, IShape value)
    {
        _places.Push(new(PathTo(at), ShapeKind.Structure));
        value.WriteMembers(this);
        _places.Pop();
    }

    public override void BeginList(Member at, int count)
        => _places.Push(new(PathTo(at) + (isEc2 || at.IsFlattened ? "" : ".member"), ShapeKind.List));

    public override void EndList(Member at) => _places.Pop();

    public override void BeginMap(Member at, int count)
        => _places.Push(new(PathTo(at) + (at.IsFlattened ? "" : ".entry"), ShapeKind.Map));

    public override void WriteKey(Member map, string key)
    {
        var place = _places.Peek();
        place.Index++;
        Add(string.Create(CultureInfo.InvariantCulture, $"{place.Path}.{place.Index}.key"), key);
    }

    public override void EndMap(Member at) => _places.Pop();

    public override void WriteString(Member at, string value) => Add(PathTo(at), value);

    public override void WriteInteger(Member at, int value) => Add(PathTo(at), value.ToString(CultureInfo.InvariantCulture));

    public override void WriteLong(Member at, long value) => Add(PathTo(at), value.ToString(CultureInfo.InvariantCulture));

    public override void WriteFloat(Member at, float value) => Add(PathTo(at), value.ToString(CultureInfo.InvariantCulture));

    public override void WriteDouble(Member at, double value) => Add(PathTo(at), value.ToString(CultureInfo.InvariantCulture));

    public override void WriteBoolean(Member at, bool value) => Add(PathTo(at), value ? "true" : "false");

    public override void WriteTimestamp(Member at, DateTimeOffset value)
        => Add(PathTo(at), value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value) => Add(PathTo(at), Convert.ToBase64String(value.Span));

    public override void WriteStream(Member at, Stream value) => throw new NotSupportedException();

    public override void WriteDocument(Member at, JsonElement value) => throw new NotSupportedException();

    public override void WriteNull(Member at) => throw new NotSupportedException();

    private string PathTo(Member at)
    {
        var place = _places.Peek();
        return place.Kind switch
        {
            ShapeKind.List => string.Create(CultureInfo.InvariantCulture, $"{place.Path}.{++place.Index}"),
            ShapeKind.Map => string.Create(CultureInfo.InvariantCulture, $"{place.Path}.{place.Index}.value"),
            _ => place.Path.Length == 0 ? at.WireName : $"{place.Path}.{at.WireName}",
        };
    }

    private void Add(string name, string value) => _form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));

    private sealed class Place(string path, ShapeKind kind)
    {
        public string Path { get; } = path;

        public ShapeKind Kind { get; } = kind;

        public int Index { get; set; }
    }
}
