using System.Text.Json;

namespace Holdfast.Protocols.Shapes;

/// <summary>Takes a value apart, one place after another.</summary>
/// <remarks>
/// One generated method per structure drives every consumer: the writers of the six protocols, the check of constraints,
/// the record of the call, the redacting <c>ToString</c>. So generated code grows with the shapes, not with shapes times protocols.
/// A list is <see cref="BeginList"/>, a value at the list's element for each entry, <see cref="EndList"/>;
/// a map is <see cref="BeginMap"/>, then for each entry <see cref="WriteKey"/> and a value at the map's value, <see cref="EndMap"/>.
/// </remarks>
public abstract class ShapeWriter
{
    /// <summary>Writes a structure or union; the implementation calls <see cref="IShape.WriteMembers"/>.</summary>
    public abstract void WriteStructure(Member at, IShape value);

    /// <summary>Begins a list of that many elements.</summary>
    public abstract void BeginList(Member at, int count);

    /// <summary>Ends the list.</summary>
    public abstract void EndList(Member at);

    /// <summary>Begins a map of that many entries.</summary>
    public abstract void BeginMap(Member at, int count);

    /// <summary>Writes the key of the entry whose value comes next.</summary>
    public abstract void WriteKey(Member map, string key);

    /// <summary>Ends the map.</summary>
    public abstract void EndMap(Member at);

    /// <summary>Writes text.</summary>
    public abstract void WriteString(Member at, string value);

    /// <summary>Writes a 32-bit number.</summary>
    public abstract void WriteInteger(Member at, int value);

    /// <summary>Writes a 64-bit number.</summary>
    public abstract void WriteLong(Member at, long value);

    /// <summary>Writes a 32-bit floating point number.</summary>
    public abstract void WriteFloat(Member at, float value);

    /// <summary>Writes a 64-bit floating point number.</summary>
    public abstract void WriteDouble(Member at, double value);

    /// <summary>Writes true or false.</summary>
    public abstract void WriteBoolean(Member at, bool value);

    /// <summary>Writes an instant.</summary>
    public abstract void WriteTimestamp(Member at, DateTimeOffset value);

    /// <summary>Writes bytes.</summary>
    public abstract void WriteBlob(Member at, ReadOnlyMemory<byte> value);

    /// <summary>Takes a streaming body; a writer that does not carry bodies ignores it.</summary>
    public abstract void WriteStream(Member at, Stream value);

    /// <summary>Writes any JSON value.</summary>
    public abstract void WriteDocument(Member at, JsonElement value);

    /// <summary>Writes the null of a sparse list or map.</summary>
    public abstract void WriteNull(Member at);
}
