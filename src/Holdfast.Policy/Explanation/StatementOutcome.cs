namespace Holdfast.Policy.Explanation;

/// <summary>How a statement that is about the requested action fits the rest of the request.</summary>
public enum StatementOutcome
{
    /// <summary>It fits: its effect counts.</summary>
    Matches,

    /// <summary>It is about other principals.</summary>
    OtherPrincipal,

    /// <summary>It is about other resources.</summary>
    OtherResource,

    /// <summary>One of its conditions does not hold.</summary>
    ConditionFailed,
}
