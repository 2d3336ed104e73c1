using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Tests.Models;

/// <summary>A value of any shape, held as JSON: it stands in for the code that is generated for each shape.</summary>
/// <remarks>Instants are ISO text to the millisecond, bytes are base64, the three numbers that JSON lacks are their names.</remarks>
internal sealed class JsonShape(Shape shape, JsonObject members) : IShape
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public Shape Shape { get; } = shape;

    public static JsonObject Read(ShapeReader reader, Member at)
    {
        var structure = new JsonObject();
        reader.BeginStructure(at);
        while (reader.NextMember() is { } member)
        {
            structure[member.Name] = ReadValue(reader, member);
        }

        foreach (var member in at.Target.Members)
        {
            if (member.IsRequired && !structure.ContainsKey(member.Name))
            {
                reader.NoteMissing(member);
            }
        }

        return structure;
    }

    public void WriteMembers(ShapeWriter writer)
    {
        foreach (var member in Shape.Members)
        {
            if (members[member.Name] is { } value)
            {
                WriteValue(writer, member, value);
            }
        }
    }

    private static JsonNode? ReadValue(ShapeReader reader, Member at)
    {
        switch (at.Target.Kind)
        {
            case ShapeKind.Structure:
                return Read(reader, at);
            case ShapeKind.List:
                return ReadList(reader, at);
            case ShapeKind.Map:
                return ReadMap(reader, at);
            case ShapeKind.Integer:
                return reader.ReadInteger(at);
            case ShapeKind.Long:
                return reader.ReadLong(at);
            case ShapeKind.Float:
                return Real(reader.ReadFloat(at));
            case ShapeKind.Double:
                return Real(reader.ReadDouble(at));
            case ShapeKind.Boolean:
                return reader.ReadBoolean(at);
            case ShapeKind.Timestamp:
                return reader.ReadTimestamp(at).ToString(InstantFormat, CultureInfo.InvariantCulture);
            case ShapeKind.Blob when at.Target.IsStreaming:
                using (var copy = new MemoryStream())
                {
                    reader.ReadStream(at).CopyTo(copy);
                    return Convert.ToBase64String(copy.ToArray());
                }

            case ShapeKind.Blob:
                return Convert.ToBase64String(reader.ReadBlob(at).Span);
            case ShapeKind.Document:
                return JsonNode.Parse(reader.ReadDocument(at).GetRawText());
            default:
                return reader.ReadString(at);
        }
    }

    private static JsonArray ReadList(ShapeReader reader, Member at)
    {
        var list = new JsonArray();
        reader.BeginList(at);
        while (reader.NextElement())
        {
            // As in generated code: a null in a dense list is dropped.
            if (!reader.TryReadNull())
            {
                list.Add(ReadValue(reader, at.Target.Element));
            }
            else if (at.Target.IsSparse)
            {
                list.Add(null);
            }
        }

        return list;
    }

    private static JsonObject ReadMap(ShapeReader reader, Member at)
    {
        var map = new JsonObject();
        reader.BeginMap(at);
        while (reader.NextEntry(out var key))
        {
            if (!reader.TryReadNull())
            {
                map[key] = ReadValue(reader, at.Target.Value);
            }
            else if (at.Target.IsSparse)
            {
                map[key] = null;
            }
        }

        return map;
    }

    private static void WriteValue(ShapeWriter writer, Member at, JsonNode? value)
    {
        if (value is null)
        {
            writer.WriteNull(at);
            return;
        }

        switch (at.Target.Kind)
        {
            case ShapeKind.Structure:
                writer.WriteStructure(at, new JsonShape(at.Target, value.AsObject()));
                break;
            case ShapeKind.List:
                WriteList(writer, at, value.AsArray());
                break;
            case ShapeKind.Map:
                WriteMap(writer, at, value.AsObject());
                break;
            case ShapeKind.Integer:
                writer.WriteInteger(at, (int)value);
                break;
            case ShapeKind.Long:
                writer.WriteLong(at, (long)value);
                break;
            case ShapeKind.Float:
                writer.WriteFloat(at, (float)Real(value));
                break;
            case ShapeKind.Double:
                writer.WriteDouble(at, Real(value));
                break;
            case ShapeKind.Boolean:
                writer.WriteBoolean(at, (bool)value);
                break;
            case ShapeKind.Timestamp:
                writer.WriteTimestamp(at, DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture));
                break;
            case ShapeKind.Blob when at.Target.IsStreaming:
                writer.WriteStream(at, new MemoryStream(Convert.FromBase64String((string)value!)));
                break;
            case ShapeKind.Blob:
                writer.WriteBlob(at, Convert.FromBase64String((string)value!));
                break;
            case ShapeKind.Document:
                writer.WriteDocument(at, JsonSerializer.SerializeToElement(value));
                break;
            default:
                writer.WriteString(at, (string)value!);
                break;
        }
    }

    private static void WriteList(ShapeWriter writer, Member at, JsonArray list)
    {
        writer.BeginList(at, list.Count);
        foreach (var element in list)
        {
            WriteValue(writer, at.Target.Element, element);
        }

        writer.EndList(at);
    }

    private static void WriteMap(ShapeWriter writer, Member at, JsonObject map)
    {
        writer.BeginMap(at, map.Count);
        foreach (var (key, entry) in map)
        {
            writer.WriteKey(at, key);
            WriteValue(writer, at.Target.Value, entry);
        }

        writer.EndMap(at);
    }

    private static JsonValue Real(double value)
        => double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    private static double Real(JsonNode value)
        => value.GetValueKind() is JsonValueKind.String
            ? double.Parse((string)value!, CultureInfo.InvariantCulture)
            : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
