using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>One statement of a document.</summary>
public sealed record PolicyStatement
{
    /// <summary>Its identifier, where it has one.</summary>
    public string? Sid { get; init; }

    /// <summary>Whether it grants or refuses.</summary>
    public required StatementEffect Effect { get; init; }

    /// <summary>Whom it is about; none in identity policies, where it is the principal they belong to.</summary>
    public PrincipalElement? Principal { get; init; }

    /// <summary>Which actions it is about.</summary>
    public PolicyElement? Actions { get; init; }

    /// <summary>Which resources it is about; none in trust policies, where it is the role.</summary>
    public PolicyElement? Resources { get; init; }

    /// <summary>What must hold besides; empty when nothing must.</summary>
    public ImmutableArray<ConditionClause> Conditions { get; init; } = [];

    /// <summary>Where it stands, braces included.</summary>
    public TextSpan Span { get; init; }
}
