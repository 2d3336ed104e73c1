using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>One operator, key and its values of a Condition element; all clauses of a statement must hold.</summary>
/// <param name="Operator">The operator with its set and IfExists parts.</param>
/// <param name="Key">The condition key as written.</param>
/// <param name="Values">What the key is compared with; alternatives of each other.</param>
/// <param name="Span">Where the key and its values stand.</param>
public sealed record ConditionClause(
    ConditionOperator Operator, string Key, ImmutableArray<ConditionValue> Values, TextSpan Span);

/// <summary>A value of a condition, which JSON may write as text, number or boolean.</summary>
/// <param name="Text">The value as text.</param>
/// <param name="IsLiteral">Whether it was a bare number or boolean, so that printing writes it so again.</param>
/// <param name="Span">Where it stands.</param>
public readonly record struct ConditionValue(string Text, bool IsLiteral, TextSpan Span);
