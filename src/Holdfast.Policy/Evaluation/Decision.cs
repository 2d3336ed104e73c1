using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Evaluation;

/// <summary>The answer to a request with its first reason; <c>Explainer</c> gives all of them.</summary>
public readonly record struct Decision
{
    internal Decision(
        DecisionOutcome outcome,
        PolicyLayer decidedBy,
        CompiledPolicy? policy = null,
        int statement = -1,
        int level = -1)
    {
        Outcome = outcome;
        DecidedBy = decidedBy;
        Policy = policy;
        StatementIndex = statement;
        Level = level;
    }

    /// <summary>What becomes of the request.</summary>
    public DecisionOutcome Outcome { get; }

    /// <summary>Whether it may go ahead.</summary>
    public bool IsAllowed => Outcome == DecisionOutcome.Allowed;

    /// <summary>Which kind of policy granted it, denied it, or held it back by not allowing it.</summary>
    public PolicyLayer DecidedBy { get; }

    /// <summary>
    /// The policy with the deciding statement; none where a missing Allow decided, or the root user's power.
    /// </summary>
    public CompiledPolicy? Policy { get; }

    /// <summary>The deciding statement, counted from 0; less than zero where there is none.</summary>
    public int StatementIndex { get; }

    /// <summary>
    /// The level of the organization that decided, counted from the root; less than zero for other policies.
    /// </summary>
    public int Level { get; }

    /// <summary>Where the deciding statement stands.</summary>
    public TextSpan? Span => Policy?.SpanOf(StatementIndex);
}
