using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>Lets every value pass; one that cares for a few kinds overrides those.</summary>
public abstract class IgnoringWriter : ShapeWriter
{
    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
    }

    /// <inheritdoc/>
    public override void EndMap(Member at)
    {
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value)
    {
    }

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
    {
    }

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
    }
}
