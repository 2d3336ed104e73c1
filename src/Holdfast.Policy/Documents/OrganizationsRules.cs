namespace Holdfast.Policy.Documents;

/// <summary>
/// The rules of service and resource control policies
/// (AWS Organizations User Guide, "SCP syntax" and "RCP syntax").
/// </summary>
internal static class OrganizationsRules
{
    public static void Check(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        if (document.Version != PolicyVersion.V20121017)
        {
            Refuse(problems, PolicyDiagnosticCode.Version, "Version must be 2012-10-17.", new(0, 1, 1));
        }

        foreach (var statement in document.Statements)
        {
            if (statement.Actions is not { Values.IsEmpty: false })
            {
                Refuse(
                    problems,
                    PolicyDiagnosticCode.MissingAction,
                    "The statement names no action.",
                    statement.Span.Start);
            }

            if (statement.Resources is not { Values.IsEmpty: false })
            {
                Refuse(
                    problems,
                    PolicyDiagnosticCode.MissingResource,
                    "The statement names no resource.",
                    statement.Span.Start);
            }

            if (document.Kind == PolicyKind.ResourceControl)
            {
                ResourceControl(statement, problems);
            }
            else if (statement.Principal is { } principal)
            {
                Refuse(
                    problems,
                    PolicyDiagnosticCode.PrincipalNotAllowed,
                    "A service control policy names no principal.",
                    principal.Span.Start);
            }
        }

        var inner = new List<PolicyDiagnostic>();
        PolicyRules.Sids(document, inner, alphanumeric: true);
        PolicyRules.Actions(document, inner);
        problems.AddRange(inner.Select(static p => p with { Message = PolicyMessages.OrganizationsPolicy }));
    }

    private static void ResourceControl(PolicyStatement statement, List<PolicyDiagnostic> problems)
    {
        if (statement.Effect == StatementEffect.Allow)
        {
            Refuse(
                problems,
                PolicyDiagnosticCode.ProhibitedElement,
                "A resource control policy of yours only denies.",
                statement.Span.Start);
        }

        if (statement.Principal is not { IsNegated: false, Entries: [{ Value: "*" }] })
        {
            Refuse(
                problems,
                PolicyDiagnosticCode.Principal,
                "The principal of a resource control policy is \"*\".",
                statement.Span.Start);
        }

        if (statement.Actions is { } actions
            && (actions.IsNegated || actions.Values.Any(static v => v.Value == "*")))
        {
            Refuse(
                problems,
                PolicyDiagnosticCode.Action,
                "A resource control policy names the services of its actions.",
                actions.Span.Start);
        }
    }

    private static void Refuse(
        List<PolicyDiagnostic> problems, PolicyDiagnosticCode code, string detail, TextPosition position) =>
        problems.Add(new(code, PolicyMessages.OrganizationsPolicy, detail, position));
}
