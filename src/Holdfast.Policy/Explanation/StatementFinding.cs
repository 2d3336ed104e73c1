using System.Collections.Immutable;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Explanation;

/// <summary>What a statement about the requested action meant for the request.</summary>
/// <param name="Layer">The kind of policy it stands in.</param>
/// <param name="Level">The level of the organization, counted from the root; less than zero for other policies.</param>
/// <param name="Policy">The policy.</param>
/// <param name="StatementIndex">The statement, counted from 0.</param>
/// <param name="Outcome">How it fits.</param>
/// <param name="FailedConditions">The conditions that do not hold.</param>
public sealed record StatementFinding(
    PolicyLayer Layer,
    int Level,
    CompiledPolicy Policy,
    int StatementIndex,
    StatementOutcome Outcome,
    ImmutableArray<ConditionFinding> FailedConditions)
{
    /// <summary>Whether the statement grants or refuses.</summary>
    public StatementEffect Effect => Policy.Statements[StatementIndex].Effect;

    /// <summary>Its identifier, where it has one.</summary>
    public string? Sid => Policy.SidOf(StatementIndex);

    /// <summary>Where it stands in the document.</summary>
    public TextSpan Span => Policy.SpanOf(StatementIndex);
}
