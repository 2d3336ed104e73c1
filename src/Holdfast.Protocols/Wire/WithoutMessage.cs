using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>Hands an error's members on, but for the message, which each protocol writes in its own place.</summary>
/// <remarks>Only the outermost level passes through here; a structure is handed on whole.</remarks>
internal sealed class WithoutMessage(ShapeWriter inner) : ShapeWriter
{
    private int _depth;

    /// <summary>Says whether a member is the message, however its service writes the name.</summary>
    public static bool IsMessage(Member member)
        => member.Name.Equals("message", StringComparison.OrdinalIgnoreCase) && member.Target.Kind is ShapeKind.String;

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value) => inner.WriteStructure(at, value);

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        _depth++;
        inner.BeginList(at, count);
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        _depth--;
        inner.EndList(at);
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        _depth++;
        inner.BeginMap(at, count);
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key) => inner.WriteKey(map, key);

    /// <inheritdoc/>
    public override void EndMap(Member at)
    {
        _depth--;
        inner.EndMap(at);
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (_depth > 0 || !IsMessage(at))
        {
            inner.WriteString(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value) => inner.WriteInteger(at, value);

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value) => inner.WriteLong(at, value);

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value) => inner.WriteFloat(at, value);

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value) => inner.WriteDouble(at, value);

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value) => inner.WriteBoolean(at, value);

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value) => inner.WriteTimestamp(at, value);

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value) => inner.WriteBlob(at, value);

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value) => inner.WriteStream(at, value);

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value) => inner.WriteDocument(at, value);

    /// <inheritdoc/>
    public override void WriteNull(Member at) => inner.WriteNull(at);
}
