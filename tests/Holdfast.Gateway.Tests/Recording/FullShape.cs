using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>A request or response that nobody wrote: every member of its shape is set, and says its own name.</summary>
/// <param name="shape">The shape.</param>
/// <param name="depth">How deep it stands; a shape that contains itself ends somewhere.</param>
internal sealed class FullShape(Shape shape, int depth = 0) : IShape
{
    private const int DepthMax = 8;

    public Shape Shape { get; } = shape;

    /// <summary>What the value of a member says.</summary>
    public static string MarkOf(Member member) => $"[{member.Name}]";

    public void WriteMembers(ShapeWriter writer)
    {
        foreach (var member in Shape.Members)
        {
            Write(writer, member, MarkOf(member));
        }
    }

    private void Write(ShapeWriter writer, Member at, string mark)
    {
        switch (at.Target.Kind)
        {
            case ShapeKind.Structure when depth < DepthMax:
                writer.WriteStructure(at, new FullShape(at.Target, depth + 1));
                break;
            case ShapeKind.Structure:
                break;
            case ShapeKind.List:
                writer.BeginList(at, 1);
                Write(writer, at.Target.Element, mark);
                writer.EndList(at);
                break;
            case ShapeKind.Map:
                writer.BeginMap(at, 1);
                writer.WriteKey(at, "key");
                Write(writer, at.Target.Value, mark);
                writer.EndMap(at);
                break;
            default:
                WriteSimple(writer, at, mark);
                break;
        }
    }

    private static void WriteSimple(ShapeWriter writer, Member at, string mark)
    {
        switch (at.Target.Kind)
        {
            case ShapeKind.String:
                writer.WriteString(at, mark);
                break;
            case ShapeKind.Blob:
                writer.WriteBlob(at, System.Text.Encoding.UTF8.GetBytes(mark));
                break;
            case ShapeKind.Integer:
                writer.WriteInteger(at, 1);
                break;
            case ShapeKind.Long:
                writer.WriteLong(at, 1);
                break;
            case ShapeKind.Float:
                writer.WriteFloat(at, 1);
                break;
            case ShapeKind.Double:
                writer.WriteDouble(at, 1);
                break;
            case ShapeKind.Boolean:
                writer.WriteBoolean(at, value: true);
                break;
            case ShapeKind.Timestamp:
                writer.WriteTimestamp(at, DateTimeOffset.UnixEpoch);
                break;
            default:
                writer.WriteDocument(at, JsonDocument.Parse("\"" + mark + "\"").RootElement);
                break;
        }
    }
}
