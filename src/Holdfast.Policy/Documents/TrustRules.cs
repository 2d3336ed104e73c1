namespace Holdfast.Policy.Documents;

/// <summary>The rules of a role's trust policy: principals, STS's assuming actions, and no resource.</summary>
internal static class TrustRules
{
    private static readonly string[] Actions =
    [
        "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
        "sts:SetSourceIdentity", "sts:SetContext", "sts:AssumeRoleWithContext",
    ];

    public static void Check(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var statement in document.Statements)
        {
            if (statement.Resources is { } resources)
            {
                Prohibited(resources.IsNegated ? "NotResource" : "Resource", resources.Span, problems);
            }

            if (statement.Principal is { IsNegated: true } principal)
            {
                Prohibited("NotPrincipal", principal.Span, problems);
            }
        }

        PolicyRules.HasPrincipal(document, problems);
        PolicyRules.Sids(document, problems, alphanumeric: true);
        PolicyRules.HasActions(document, problems);
        PolicyRules.Actions(document, problems);
        PrincipalRules.Check(document, problems);
        foreach (var (action, span) in document.Statements.SelectMany(static s => PolicyRules.Values(s.Actions)))
        {
            if (!IsAssuming(action))
            {
                problems.Add(new(
                    PolicyDiagnosticCode.Action,
                    PolicyMessages.TrustActions,
                    $"{action} is no action by which a role is assumed.",
                    span.Start));
            }
        }
    }

    private static bool IsAssuming(string action) =>
        action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase)
        && Array.Exists(Actions, a => Matching.Wildcard.IsMatchIgnoreCase(Matching.Wildcard.Compile(action), a));

    private static void Prohibited(string field, TextSpan span, List<PolicyDiagnostic> problems) =>
        problems.Add(new(
            PolicyDiagnosticCode.ProhibitedElement,
            PolicyMessages.Prohibited(field),
            $"A trust policy has no {field}.",
            span.Start));
}
