using System.Collections.Immutable;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Explanation;

/// <summary>A condition that did not hold.</summary>
/// <param name="Clause">The operator, key and values of the policy.</param>
/// <param name="RequestValue">The request's value; null where it has none.</param>
/// <param name="MissingKeys">The keys the condition wanted, its variables included, and the request lacks.</param>
public sealed record ConditionFinding(
    ConditionClause Clause, ContextValue? RequestValue, ImmutableArray<string> MissingKeys);
