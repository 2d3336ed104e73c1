namespace Holdfast.Protocols.Shapes;

/// <summary>A value of a modeled structure: a request, a response, an error or a part of one.</summary>
public interface IShape
{
    /// <summary>The facts of the structure.</summary>
    Shape Shape { get; }

    /// <summary>Writes each member that is set, in the model's order, at its place.</summary>
    void WriteMembers(ShapeWriter writer);
}
