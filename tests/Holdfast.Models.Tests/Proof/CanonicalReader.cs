using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Puts a value together from the JSON that <see cref="CanonicalWriter"/> writes.</summary>
internal sealed class CanonicalReader : ShapeReader
{
    private readonly Stack<Place> _places = new();
    private JsonElement _value;

    public CanonicalReader(JsonElement value) => _value = value;

    public override void BeginStructure(Member at)
    {
        var members = new List<(Member Member, JsonElement Value)>();
        foreach (var member in at.Target.Members)
        {
            if (_value.TryGetProperty(member.Name, out var value))
            {
                members.Add((member, value));
            }
        }

        _places.Push(new Place { Members = members });
    }

    public override Member? NextMember()
    {
        var place = _places.Peek();
        if (place.Next == place.Members.Count)
        {
            _places.Pop();
            return null;
        }

        var (member, value) = place.Members[place.Next++];
        _value = value;
        return member;
    }

    public override void BeginList(Member at) => _places.Push(new Place { Items = [.. _value.EnumerateArray()] });

    public override bool NextElement()
    {
        var place = _places.Peek();
        if (place.Next == place.Items.Count)
        {
            _places.Pop();
            return false;
        }

        _value = place.Items[place.Next++];
        return true;
    }

    public override void BeginMap(Member at) => _places.Push(new Place { Entries = [.. _value.EnumerateObject()] });

    public override bool NextEntry(out string key)
    {
        var place = _places.Peek();
        if (place.Next == place.Entries.Count)
        {
            _places.Pop();
            key = "";
            return false;
        }

        var entry = place.Entries[place.Next++];
        key = entry.Name;
        _value = entry.Value;
        return true;
    }

    public override bool TryReadNull() => _value.ValueKind == JsonValueKind.Null;

    public override string ReadString(Member at) => _value.GetString()!;

    public override int ReadInteger(Member at) => _value.GetInt32();

    public override long ReadLong(Member at) => _value.GetInt64();

    public override float ReadFloat(Member at) => _value.GetSingle();

    public override double ReadDouble(Member at) => _value.GetDouble();

    public override bool ReadBoolean(Member at) => _value.GetBoolean();

    public override DateTimeOffset ReadTimestamp(Member at) => DateTimeOffset.FromUnixTimeMilliseconds(_value.GetInt64());

    public override ReadOnlyMemory<byte> ReadBlob(Member at) => _value.GetBytesFromBase64();

    public override Stream ReadStream(Member at) => new MemoryStream(_value.GetBytesFromBase64());

    public override JsonElement ReadDocument(Member at) => _value;

    private sealed class Place
    {
        public List<(Member Member, JsonElement Value)> Members { get; init; } = [];

        public List<JsonElement> Items { get; init; } = [];

        public List<JsonProperty> Entries { get; init; } = [];

        public int Next { get; set; }
    }
}
