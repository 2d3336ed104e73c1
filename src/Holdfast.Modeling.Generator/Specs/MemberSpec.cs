namespace Holdfast.Modeling.Generator.Specs;

/// <summary>A member with the traits of its target merged in, as botocore merges them.</summary>
internal sealed record MemberSpec
{
    public string Name { get; init; } = "";

    /// <summary>The name of the target shape.</summary>
    public string Target { get; init; } = "";

    /// <summary>The <c>locationName</c> of the member, else of the target; null when neither has one.</summary>
    public string? WireName { get; init; }

    public string? QueryName { get; init; }

    /// <summary>The name of a <c>MemberLocation</c>.</summary>
    public string Location { get; init; } = "Body";

    public bool IsRequired { get; init; }

    public bool IsFlattened { get; init; }

    public bool IsXmlAttribute { get; init; }

    public bool IsSensitive { get; init; }

    public bool IsIdempotencyToken { get; init; }

    public bool IsHostLabel { get; init; }

    public string? TimestampFormat { get; init; }

    public string? XmlNamespace { get; init; }

    public string? XmlPrefix { get; init; }
}
