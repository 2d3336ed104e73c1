namespace Holdfast.Protocols.Shapes;

/// <summary>The shapes that have nothing to say but their kind, shared by all services.</summary>
public static class PlainShapes
{
    /// <summary>Any text.</summary>
    public static Shape String { get; } = new("String", ShapeKind.String);

    /// <summary>Any 32-bit number.</summary>
    public static Shape Integer { get; } = new("Integer", ShapeKind.Integer);

    /// <summary>Any 64-bit number.</summary>
    public static Shape Long { get; } = new("Long", ShapeKind.Long);

    /// <summary>Any 32-bit floating point number.</summary>
    public static Shape Float { get; } = new("Float", ShapeKind.Float);

    /// <summary>Any 64-bit floating point number.</summary>
    public static Shape Double { get; } = new("Double", ShapeKind.Double);

    /// <summary>True or false.</summary>
    public static Shape Boolean { get; } = new("Boolean", ShapeKind.Boolean);

    /// <summary>Any instant.</summary>
    public static Shape Timestamp { get; } = new("Timestamp", ShapeKind.Timestamp);

    /// <summary>Any bytes.</summary>
    public static Shape Blob { get; } = new("Blob", ShapeKind.Blob);

    /// <summary>Any JSON value.</summary>
    public static Shape Document { get; } = new("Document", ShapeKind.Document);
}
