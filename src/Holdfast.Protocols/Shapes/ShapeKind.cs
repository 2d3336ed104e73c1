namespace Holdfast.Protocols.Shapes;

/// <summary>The kinds of value that a service model is made of.</summary>
public enum ShapeKind : byte
{
    /// <summary>Named members, or a union of which one is set.</summary>
    Structure,

    /// <summary>An ordered sequence of one kind of element.</summary>
    List,

    /// <summary>String keys, each with a value.</summary>
    Map,

    /// <summary>Text, an enumerated one included.</summary>
    String,

    /// <summary>A signed 32-bit number.</summary>
    Integer,

    /// <summary>A signed 64-bit number.</summary>
    Long,

    /// <summary>A 32-bit floating point number.</summary>
    Float,

    /// <summary>A 64-bit floating point number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An instant; the format on the wire depends on protocol, location and trait.</summary>
    Timestamp,

    /// <summary>Bytes.</summary>
    Blob,

    /// <summary>Any JSON value.</summary>
    Document,
}
