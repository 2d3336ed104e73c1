using System.Text.Json;

namespace Holdfast.Protocols.Shapes;

/// <summary>What generated writers share: lists and maps of anything, and one writer per kind.</summary>
public static class Writing
{
    /// <summary>Writes a structure.</summary>
    public static readonly Action<ShapeWriter, Member, IShape> Structure = static (writer, at, value) => writer.WriteStructure(at, value);

    /// <summary>Writes text.</summary>
    public static readonly Action<ShapeWriter, Member, string> String = static (writer, at, value) => writer.WriteString(at, value);

    /// <summary>Writes a 32-bit number.</summary>
    public static readonly Action<ShapeWriter, Member, int> Integer = static (writer, at, value) => writer.WriteInteger(at, value);

    /// <summary>Writes a 64-bit number.</summary>
    public static readonly Action<ShapeWriter, Member, long> Long = static (writer, at, value) => writer.WriteLong(at, value);

    /// <summary>Writes a 32-bit floating point number.</summary>
    public static readonly Action<ShapeWriter, Member, float> Float = static (writer, at, value) => writer.WriteFloat(at, value);

    /// <summary>Writes a 64-bit floating point number.</summary>
    public static readonly Action<ShapeWriter, Member, double> Double = static (writer, at, value) => writer.WriteDouble(at, value);

    /// <summary>Writes true or false.</summary>
    public static readonly Action<ShapeWriter, Member, bool> Boolean = static (writer, at, value) => writer.WriteBoolean(at, value);

    /// <summary>Writes an instant.</summary>
    public static readonly Action<ShapeWriter, Member, DateTimeOffset> Timestamp = static (writer, at, value) => writer.WriteTimestamp(at, value);

    /// <summary>Writes bytes.</summary>
    public static readonly Action<ShapeWriter, Member, ReadOnlyMemory<byte>> Blob = static (writer, at, value) => writer.WriteBlob(at, value);

    /// <summary>Writes any JSON value.</summary>
    public static readonly Action<ShapeWriter, Member, JsonElement> Document = static (writer, at, value) => writer.WriteDocument(at, value);

    /// <summary>Writes a list.</summary>
    public static void List<T>(ShapeWriter writer, Member at, IReadOnlyList<T> list, Action<ShapeWriter, Member, T> item)
    {
        var element = at.Target.Element;
        writer.BeginList(at, list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            item(writer, element, list[index]);
        }

        writer.EndList(at);
    }

    /// <summary>Writes a list that may hold nulls.</summary>
    public static void SparseList<T>(ShapeWriter writer, Member at, IReadOnlyList<T?> list, Action<ShapeWriter, Member, T> item)
        where T : class
        => List(writer, at, list, (inner, element, value) => OrNull(inner, element, value, item));

    /// <summary>Writes a list of values that may hold nulls.</summary>
    public static void SparseValueList<T>(ShapeWriter writer, Member at, IReadOnlyList<T?> list, Action<ShapeWriter, Member, T> item)
        where T : struct
        => List(writer, at, list, (inner, element, value) => OrNull(inner, element, value, item));

    /// <summary>Writes a map.</summary>
    public static void Map<T>(ShapeWriter writer, Member at, IReadOnlyDictionary<string, T> map, Action<ShapeWriter, Member, T> item)
    {
        var value = at.Target.Value;
        writer.BeginMap(at, map.Count);
        foreach (var entry in map)
        {
            writer.WriteKey(at, entry.Key);
            item(writer, value, entry.Value);
        }

        writer.EndMap(at);
    }

    /// <summary>Writes a map that may hold nulls.</summary>
    public static void SparseMap<T>(ShapeWriter writer, Member at, IReadOnlyDictionary<string, T?> map, Action<ShapeWriter, Member, T> item)
        where T : class
        => Map(writer, at, map, (inner, place, value) => OrNull(inner, place, value, item));

    /// <summary>Writes a map of values that may hold nulls.</summary>
    public static void SparseValueMap<T>(ShapeWriter writer, Member at, IReadOnlyDictionary<string, T?> map, Action<ShapeWriter, Member, T> item)
        where T : struct
        => Map(writer, at, map, (inner, place, value) => OrNull(inner, place, value, item));

    private static void OrNull<T>(ShapeWriter writer, Member at, T? value, Action<ShapeWriter, Member, T> item)
        where T : class
    {
        if (value is null)
        {
            writer.WriteNull(at);
        }
        else
        {
            item(writer, at, value);
        }
    }

    private static void OrNull<T>(ShapeWriter writer, Member at, T? value, Action<ShapeWriter, Member, T> item)
        where T : struct
    {
        if (value is { } present)
        {
            item(writer, at, present);
        }
        else
        {
            writer.WriteNull(at);
        }
    }
}
