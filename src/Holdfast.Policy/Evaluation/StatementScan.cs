namespace Holdfast.Policy.Evaluation;

/// <summary>Looks for the statements of a resource's policy that fit a request.</summary>
internal static class StatementScan
{
    /// <summary>
    /// Finds a Deny, and otherwise the Allow that names the caller most closely; true once a Deny is found.
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
        foreach (ref readonly var entry in entries)
        {
            // An Allow that cannot name the caller more closely than a known one adds nothing.
            if ((!entry.Denies && best.Scope == GrantScope.Direct) || !entry.Pattern.IsMatch(in action))
            {
                continue;
            }

            var statement = entry.Statement;
            var scope = statement.ScopeFor(request.Principal);
            if (scope > (entry.Denies ? GrantScope.None : best.Scope)
                && statement.IsMatch(request.Resource, request.Context))
            {
                best = new(policy, entry.Index, scope);
                if (entry.Denies)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
