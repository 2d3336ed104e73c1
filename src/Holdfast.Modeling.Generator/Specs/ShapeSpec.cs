namespace Holdfast.Modeling.Generator.Specs;

/// <summary>One shape of a model.</summary>
internal sealed record ShapeSpec
{
    public string Name { get; init; } = "";

    /// <summary>The name of a <c>ShapeKind</c>.</summary>
    public string Kind { get; init; } = "";

    public bool IsUnion { get; init; }

    public bool IsFlattened { get; init; }

    public bool IsSensitive { get; init; }

    public bool IsSparse { get; init; }

    public bool IsStreaming { get; init; }

    public string? TimestampFormat { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }

    public string? Pattern { get; init; }

    public EquatableArray<string> Values { get; init; }

    public string? XmlNamespace { get; init; }

    public string? XmlPrefix { get; init; }

    /// <summary>The members of a structure; the element of a list; the key and the value of a map.</summary>
    public EquatableArray<MemberSpec> Members { get; init; }

    /// <summary>What an error is on the wire; null when the shape is no error.</summary>
    public ErrorSpec? Error { get; init; }
}

/// <summary>What an error is on the wire.</summary>
internal sealed record ErrorSpec(string Code, int Status, bool IsSenderFault);
