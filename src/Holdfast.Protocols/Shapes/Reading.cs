using System.Text.Json;

namespace Holdfast.Protocols.Shapes;

/// <summary>What generated readers share: lists and maps of anything, and one reader per primitive kind.</summary>
public static class Reading
{
    /// <summary>Reads text.</summary>
    public static readonly Func<ShapeReader, Member, string> String = static (reader, at) => reader.ReadString(at);

    /// <summary>Reads a 32-bit number.</summary>
    public static readonly Func<ShapeReader, Member, int> Integer = static (reader, at) => reader.ReadInteger(at);

    /// <summary>Reads a 64-bit number.</summary>
    public static readonly Func<ShapeReader, Member, long> Long = static (reader, at) => reader.ReadLong(at);

    /// <summary>Reads a 32-bit floating point number.</summary>
    public static readonly Func<ShapeReader, Member, float> Float = static (reader, at) => reader.ReadFloat(at);

    /// <summary>Reads a 64-bit floating point number.</summary>
    public static readonly Func<ShapeReader, Member, double> Double = static (reader, at) => reader.ReadDouble(at);

    /// <summary>Reads true or false.</summary>
    public static readonly Func<ShapeReader, Member, bool> Boolean = static (reader, at) => reader.ReadBoolean(at);

    /// <summary>Reads an instant.</summary>
    public static readonly Func<ShapeReader, Member, DateTimeOffset> Timestamp = static (reader, at) => reader.ReadTimestamp(at);

    /// <summary>Reads bytes.</summary>
    public static readonly Func<ShapeReader, Member, ReadOnlyMemory<byte>> Blob = static (reader, at) => reader.ReadBlob(at);

    /// <summary>Reads any JSON value.</summary>
    public static readonly Func<ShapeReader, Member, JsonElement> Document = static (reader, at) => reader.ReadDocument(at);

    /// <summary>Reads a list; a null in it is dropped, as AWS drops it.</summary>
    public static IReadOnlyList<T> List<T>(ShapeReader reader, Member at, Func<ShapeReader, Member, T> item)
    {
        var list = new List<T>();
        var element = at.Target.Element;
        reader.BeginList(at);
        while (reader.NextElement())
        {
            if (!reader.TryReadNull())
            {
                list.Add(item(reader, element));
            }
        }

        return list;
    }

    /// <summary>Reads a list that may hold nulls.</summary>
    public static IReadOnlyList<T?> SparseList<T>(ShapeReader reader, Member at, Func<ShapeReader, Member, T> item)
        where T : class
    {
        var list = new List<T?>();
        var element = at.Target.Element;
        reader.BeginList(at);
        while (reader.NextElement())
        {
            list.Add(reader.TryReadNull() ? null : item(reader, element));
        }

        return list;
    }

    /// <summary>Reads a list of values that may hold nulls.</summary>
    public static IReadOnlyList<T?> SparseValueList<T>(ShapeReader reader, Member at, Func<ShapeReader, Member, T> item)
        where T : struct
    {
        var list = new List<T?>();
        var element = at.Target.Element;
        reader.BeginList(at);
        while (reader.NextElement())
        {
            list.Add(reader.TryReadNull() ? null : item(reader, element));
        }

        return list;
    }

    /// <summary>Reads a map in the order of the request; a null in it is dropped, and of two equal keys the later counts.</summary>
    public static IReadOnlyDictionary<string, T> Map<T>(ShapeReader reader, Member at, Func<ShapeReader, Member, T> item)
    {
        var map = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        var value = at.Target.Value;
        reader.BeginMap(at);
        while (reader.NextEntry(out var key))
        {
            if (!reader.TryReadNull())
            {
                map[key] = item(reader, value);
            }
        }

        return map;
    }

    /// <summary>Reads a map that may hold nulls.</summary>
    public static IReadOnlyDictionary<string, T?> SparseMap<T>(ShapeReader reader, Member at, Func<ShapeReader, Member, T> item)
        where T : class
    {
        var map = new OrderedDictionary<string, T?>(StringComparer.Ordinal);
        var value = at.Target.Value;
        reader.BeginMap(at);
        while (reader.NextEntry(out var key))
        {
            map[key] = reader.TryReadNull() ? null : item(reader, value);
        }

        return map;
    }

    /// <summary>Reads a map of values that may hold nulls.</summary>
    public static IReadOnlyDictionary<string, T?> SparseValueMap<T>(ShapeReader reader, Member at, Func<ShapeReader, Member, T> item)
        where T : struct
    {
        var map = new OrderedDictionary<string, T?>(StringComparer.Ordinal);
        var value = at.Target.Value;
        reader.BeginMap(at);
        while (reader.NextEntry(out var key))
        {
            map[key] = reader.TryReadNull() ? null : item(reader, value);
        }

        return map;
    }
}
