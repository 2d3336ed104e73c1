using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>
/// The rules of each kind of policy beyond the shape of the language, in the order in which IAM reports them.
/// </summary>
internal static class PolicyRules
{
    public static void Check(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        switch (document.Kind)
        {
            case PolicyKind.Identity or PolicyKind.Session:
                NoPrincipal(document, problems);
                CurrentVersion(document, problems);
                Dates(document, problems);
                Resources(document, problems, PolicyDiagnosticCode.LegacyParsing);
                Sids(document, problems, alphanumeric: true);
                HasActions(document, problems);
                Resources(document, problems, PolicyDiagnosticCode.Resource);
                Actions(document, problems);
                HasResources(document, problems);
                break;
            case PolicyKind.Trust:
                TrustRules.Check(document, problems);
                break;
            case PolicyKind.Resource or PolicyKind.VpcEndpoint:
                HasPrincipal(document, problems);
                PrincipalRules.Check(document, problems);
                Sids(document, problems, alphanumeric: false);
                HasActions(document, problems);
                Actions(document, problems);
                break;
            case PolicyKind.ServiceControl or PolicyKind.ResourceControl:
                OrganizationsRules.Check(document, problems);
                break;
            default:
                HasActions(document, problems);
                break;
        }
    }

    public static void Sids(PolicyDocument document, List<PolicyDiagnostic> problems, bool alphanumeric)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in document.Statements)
        {
            // An empty Sid is none; IAM's own console writes it.
            if (string.IsNullOrEmpty(statement.Sid))
            {
                continue;
            }

            if (!seen.Add(statement.Sid))
            {
                problems.Add(new(
                    PolicyDiagnosticCode.DuplicateSid,
                    PolicyMessages.DuplicateSid,
                    $"The Sid {statement.Sid} stands here twice.",
                    statement.Span.Start));
            }

            if (alphanumeric && !statement.Sid.All(char.IsAsciiLetterOrDigit))
            {
                problems.Add(new(
                    PolicyDiagnosticCode.SidCharacters,
                    PolicyMessages.SidCharacters,
                    $"The Sid {statement.Sid} has other characters than letters and digits.",
                    statement.Span.Start));
            }
        }
    }

    public static void HasActions(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var statement in document.Statements)
        {
            if (statement.Actions is not { Values.IsEmpty: false })
            {
                problems.Add(new(
                    PolicyDiagnosticCode.MissingAction,
                    PolicyMessages.MissingAction,
                    "The statement names no action.",
                    statement.Span.Start));
            }
        }
    }

    public static void HasResources(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var statement in document.Statements)
        {
            if (statement.Resources is not { Values.IsEmpty: false })
            {
                problems.Add(new(
                    PolicyDiagnosticCode.MissingResource,
                    PolicyMessages.MissingResource,
                    "The statement names no resource.",
                    statement.Span.Start));
            }
        }
    }

    public static void HasPrincipal(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var statement in document.Statements)
        {
            if (statement.Principal is not { Entries.IsEmpty: false })
            {
                problems.Add(new(
                    PolicyDiagnosticCode.MissingPrincipal,
                    PolicyMessages.MissingPrincipal,
                    "The statement names no principal.",
                    statement.Span.Start));
            }
        }
    }

    public static void Actions(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var (action, span) in document.Statements.SelectMany(static s => Values(s.Actions)))
        {
            if (ActionProblem(action) is { } message)
            {
                problems.Add(new(
                    PolicyDiagnosticCode.Action, message, $"The action {action} is malformed.", span.Start));
            }
        }
    }

    public static void CurrentVersion(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        if (document.Version != PolicyVersion.V20121017)
        {
            problems.Add(new(
                PolicyDiagnosticCode.Version,
                PolicyMessages.Version,
                "The document declares no version, or an old one.",
                new(0, 1, 1)));
        }
    }

    public static IEnumerable<PolicyText> Values(PolicyElement? element) => element?.Values ?? [];

    public static string? ActionProblem(string action)
    {
        if (action == "*")
        {
            return null;
        }

        var colon = action.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return PolicyMessages.NoVendor;
        }

        if (action.AsSpan(colon + 1).Contains(':'))
        {
            return PolicyMessages.TwoColons;
        }

        var vendor = action[..colon];
        return vendor == "*"
            || (vendor.Length > 0 && vendor.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            ? null
            : PolicyMessages.Vendor(vendor);
    }

    private static void NoPrincipal(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var statement in document.Statements)
        {
            if (statement.Principal is { } principal)
            {
                problems.Add(new(
                    PolicyDiagnosticCode.PrincipalNotAllowed,
                    PolicyMessages.PrincipalNotAllowed,
                    "The principal of this policy is the one it is attached to.",
                    principal.Span.Start));
            }
        }
    }

    private static void Dates(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var clause in document.Statements.SelectMany(static s => s.Conditions))
        {
            if (clause.Operator.Comparison is < ConditionComparison.DateEquals
                or > ConditionComparison.DateGreaterThanEquals)
            {
                continue;
            }

            foreach (var value in clause.Values)
            {
                if (!LegacyDate.IsAccepted(value.Text))
                {
                    problems.Add(new(
                        PolicyDiagnosticCode.LegacyParsing,
                        PolicyMessages.LegacyParsing,
                        $"{value.Text} is no date.",
                        value.Span.Start));
                }
            }
        }
    }

    private static void Resources(
        PolicyDocument document, List<PolicyDiagnostic> problems, PolicyDiagnosticCode code)
    {
        foreach (var (resource, span) in document.Statements.SelectMany(static s => Values(s.Resources)))
        {
            if (ResourceRules.Problem(resource) is { } problem && problem.Code == code)
            {
                problems.Add(new(code, problem.Message, $"The resource {resource} is malformed.", span.Start));
            }
        }
    }
}
