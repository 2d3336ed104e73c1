namespace Holdfast.Policy.Evaluation;

/// <summary>What becomes of a request.</summary>
public enum DecisionOutcome
{
    /// <summary>Nothing allows it.</summary>
    ImplicitlyDenied,

    /// <summary>A statement denies it.</summary>
    ExplicitlyDenied,

    /// <summary>It may go ahead.</summary>
    Allowed,
}
