namespace Holdfast.Services.Iam.Simulation;

/// <summary>What is decided on one action and one resource, as an answer tells it.</summary>
internal sealed record SimulatedDecision
{
    /// <summary>The decision as the model words it.</summary>
    public required string Word { get; init; }

    /// <summary>The statements that decided.</summary>
    public required IReadOnlyList<StatementShape> Statements { get; init; }

    /// <summary>The condition keys that were wanted and missing.</summary>
    public required IReadOnlyList<string> MissingKeys { get; init; }

    /// <summary>Whether the permissions boundary allows; null without one.</summary>
    public required bool? IsAllowedByBoundary { get; init; }

    /// <summary>Whether the organization allows; null outside of one.</summary>
    public required bool? IsAllowedByOrganization { get; init; }

    /// <summary>What each side decides when two accounts take part; empty within one.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }

    /// <summary>The decision on several resources at once: a denial of one denies all.</summary>
    public static string Together(IEnumerable<string> words)
    {
        var together = PolicyEvaluationDecisionType.Allowed;
        foreach (var word in words)
        {
            if (word == PolicyEvaluationDecisionType.ExplicitDeny)
            {
                return word;
            }

            together = word == PolicyEvaluationDecisionType.ImplicitDeny ? word : together;
        }

        return together;
    }

    /// <summary>Gives the modeled form for one of several resources.</summary>
    public ResourceSpecificResultShape ToShape(string resource) => new()
    {
        EvalResourceName = resource,
        EvalResourceDecision = Word,
        MatchedStatements = Statements,
        MissingContextValues = MissingKeys,
        EvalDecisionDetails = Details,
        PermissionsBoundaryDecisionDetail = IsAllowedByBoundary is { } isAllowed ? new() { AllowedByPermissionsBoundary = isAllowed } : null,
    };
}
