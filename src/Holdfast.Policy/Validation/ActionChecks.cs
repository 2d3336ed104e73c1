using Holdfast.Policy.Documents;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Validation;

/// <summary>Checks of Action and NotAction.</summary>
internal static class ActionChecks
{
    public static void Check(PolicyStatement statement, string path, FindingList findings)
    {
        if (statement.Actions is not { } element)
        {
            findings.Error(
                "MISSING_ACTION", "Add an Action or NotAction element to the statement.", path, statement.Span);
            return;
        }

        var name = element.IsNegated ? "NotAction" : "Action";
        if (element.Values.IsEmpty)
        {
            findings.Suggestion(
                "EMPTY_ARRAY_ACTION",
                "The list of actions is empty: the statement does nothing.",
                $"{path}.{name}",
                element.Span);
        }

        var patterns = element.Values.Select(static v => Wildcard.Compile(v.Value)).ToArray();
        for (var i = 0; i < element.Values.Length; i++)
        {
            var place = $"{path}.{name}[{i}]";
            var (action, span) = element.Values[i];
            if (PolicyRules.ActionProblem(action) is { } problem)
            {
                findings.Error("INVALID_ACTION", problem, place, span);
            }
            else if (patterns.Where((p, j) => j != i && (p != patterns[i] || j < i)).Any(p => Covers(p, patterns[i])))
            {
                findings.Suggestion(
                    "REDUNDANT_ACTION", $"{action} is covered by another action of the list.", place, span);
            }
        }

        PassRole(statement, element, $"{path}.{name}", findings);
    }

    /// <summary>
    /// Whether whatever the second pattern matches, the first does; wildcards of the second count as characters.
    /// </summary>
    private static bool Covers(string first, string second) => Wildcard.IsMatchIgnoreCase(first, second);

    private static void PassRole(PolicyStatement statement, PolicyElement element, string path, FindingList findings)
    {
        if (statement.Effect == StatementEffect.Deny
            || statement.Resources is not { } resources
            || !(resources.IsNegated || resources.Values.Any(static v => v.Value == "*")))
        {
            return;
        }

        var restricted = statement.Conditions.Any(
            static c => c.Key.Equals("iam:PassedToService", StringComparison.OrdinalIgnoreCase));
        var passing = element.Values.FirstOrDefault(static v =>
            Wildcard.IsMatchIgnoreCase(Wildcard.Compile(v.Value), "iam:PassRole"));
        if (element.IsNegated && passing.Value is null && !restricted)
        {
            findings.Security(
                "PASS_ROLE_WITH_NOT_ACTION_AND_STAR_IN_RESOURCE",
                "NotAction over all resources lets iam:PassRole pass any role.",
                path,
                element.Span);
        }
        else if (!element.IsNegated && passing.Value is { } action && !restricted)
        {
            var (code, details) = (resources.IsNegated, action.Contains('*', StringComparison.Ordinal)) switch
            {
                (true, true) => (
                    "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
                    "A wildcard that covers iam:PassRole, over NotResource, lets many roles be passed."),
                (true, false) => (
                    "PASS_ROLE_WITH_NOT_RESOURCE",
                    "iam:PassRole over NotResource lets many roles be passed."),
                (false, true) => (
                    "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE",
                    "A wildcard that covers iam:PassRole, over all resources, lets any role be passed."),
                _ => (
                    "PASS_ROLE_WITH_STAR_IN_RESOURCE",
                    "iam:PassRole over all resources lets any role be passed to any service."),
            };
            findings.Security(code, details, path, passing.Span);
        }
    }
}
