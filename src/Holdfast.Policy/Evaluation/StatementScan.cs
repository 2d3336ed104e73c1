using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Evaluation;

/// <summary>Looks for the statements of one policy that fit a request.</summary>
internal static class StatementScan
{
    /// <summary>
    /// Finds a Deny, and otherwise improves on the best Allow known so far; true once a Deny is found.
    /// </summary>
    public static bool Run(CompiledPolicy policy, AuthorizationRequest request, ref Match best)
    {
        var index = policy.Index;
        return Run(policy, index.Of(request.ActionReference.Service), request, ref best)
            || Run(policy, index.AnyService, request, ref best);
    }

    private static bool Run(
        CompiledPolicy policy, ReadOnlySpan<ActionEntry> entries, AuthorizationRequest request, ref Match best)
    {
        ref readonly var action = ref request.ActionReference;
        var statements = policy.Statements;
        foreach (ref readonly var entry in entries)
        {
            var statement = statements[entry.Statement];
            var denies = statement.Effect == StatementEffect.Deny;

            // An Allow that cannot name the caller more closely than a known one adds nothing.
            if ((!denies && best.Scope == GrantScope.Direct) || !entry.IsMatch(in action))
            {
                continue;
            }

            var scope = statement.Principal is { } principal
                ? principal.Match(request.Principal, statement.Effect)
                : GrantScope.Direct;
            if (scope > (denies ? GrantScope.None : best.Scope) && statement.IsMatch(request.Resource, request.Context))
            {
                best = new(policy, entry.Statement, scope, denies);
                if (denies)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
