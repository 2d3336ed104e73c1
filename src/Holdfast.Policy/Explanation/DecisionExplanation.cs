using System.Collections.Immutable;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Explanation;

/// <summary>A decision with all that led to it.</summary>
public sealed record DecisionExplanation
{
    /// <summary>The decision.</summary>
    public required Decision Decision { get; init; }

    /// <summary>
    /// Every statement about the requested action in every policy that takes part, in the order of judging.
    /// </summary>
    public required ImmutableArray<StatementFinding> Statements { get; init; }

    /// <summary>
    /// The statements that decided: all that deny, or all that grant; none where a missing Allow decided or the root
    /// user's power.
    /// </summary>
    public IEnumerable<StatementFinding> DecidingStatements
    {
        get
        {
            var decision = Decision;
            return decision.Outcome switch
            {
                DecisionOutcome.ExplicitlyDenied => Matching(StatementEffect.Deny),
                DecisionOutcome.Allowed when decision.DecidedBy != PolicyLayer.Root => Matching(StatementEffect.Allow)
                    .Where(static s => s.Layer is PolicyLayer.Identity or PolicyLayer.Resource),
                _ => [],
            };
        }
    }

    /// <summary>The conditions by which statements about the action, principal and resource failed.</summary>
    public IEnumerable<ConditionFinding> FailedConditions => Statements.SelectMany(static s => s.FailedConditions);

    /// <summary>The keys that conditions or variables wanted and the request lacks, each once.</summary>
    public IEnumerable<string> MissingKeys { get; init; } = [];

    private IEnumerable<StatementFinding> Matching(StatementEffect effect) =>
        Statements.Where(s => s.Outcome == StatementOutcome.Matches && s.Effect == effect);
}
