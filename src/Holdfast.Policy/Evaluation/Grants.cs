namespace Holdfast.Policy.Evaluation;

/// <summary>
/// How the policies that can grant work together, once nothing denies and everything that only limits allows
/// (IAM User Guide, "Policy evaluation logic" and "Cross-account policy evaluation logic").
/// </summary>
internal static class Grants
{
    public static Decision Combine(AuthorizationRequest request, in Findings found, in SpecialRules special)
    {
        if (!request.Principal.HasAccount)
        {
            // Services, tokens and anonymous callers have only what a resource gives.
            return ByResource(in found);
        }

        return request.IsCrossAccount
            ? AcrossAccounts(request, in found)
            : WithinAccount(request, in found, in special);
    }

    private static Decision WithinAccount(AuthorizationRequest request, in Findings found, in SpecialRules special)
    {
        if (request.Principal.Type == PrincipalType.Root)
        {
            if (special.ResourcePolicyMustAllow)
            {
                // A key gives the root user nothing that its policy does not.
                return ByResource(in found);
            }

            return found.Allows(Layers.Session)
                ? new(DecisionOutcome.Allowed, PolicyLayer.Root)
                : Missing(PolicyLayer.Session);
        }

        switch (found.ResourceGrant.Scope)
        {
            case GrantScope.Direct:
                // Granted to the user or session itself: silence elsewhere takes nothing away.
                return ByResource(in found);
            case GrantScope.Issuer when found.Allows(Layers.Boundary) && found.Allows(Layers.Session):
                return ByResource(in found);
            case GrantScope.None when special.ResourcePolicyMustAllow:
                return Missing(PolicyLayer.Resource);
        }

        var granted = found.Allows(Layers.Identity);
        if (!granted && found.ResourceGrant.Scope != GrantScope.Issuer)
        {
            return Missing(PolicyLayer.Identity);
        }

        return Limited(in found) ?? ByIdentity(in found);
    }

    private static Decision AcrossAccounts(AuthorizationRequest request, in Findings found)
    {
        // Both accounts must agree: the caller's own policies and the resource's.
        var isRoot = request.Principal.Type == PrincipalType.Root;
        if (!isRoot && !found.Allows(Layers.Identity))
        {
            return Missing(PolicyLayer.Identity);
        }

        var limited = isRoot ? (found.Allows(Layers.Session) ? null : Missing(PolicyLayer.Session)) : Limited(in found);
        if (limited is { } decision)
        {
            return decision;
        }

        return isRoot || found.ResourceGrant.Scope == GrantScope.None ? ByResource(in found) : ByIdentity(in found);
    }

    private static Decision? Limited(in Findings found)
    {
        if (!found.Allows(Layers.Boundary))
        {
            return Missing(PolicyLayer.Boundary);
        }

        return found.Allows(Layers.Session) ? null : Missing(PolicyLayer.Session);
    }

    private static Decision ByIdentity(in Findings found) => new(
        DecisionOutcome.Allowed, PolicyLayer.Identity, found.IdentityPolicy, found.IdentityStatement);

    private static Decision ByResource(in Findings found) => found.ResourceGrant.Scope == GrantScope.None
        ? Missing(PolicyLayer.Resource)
        : new(DecisionOutcome.Allowed, PolicyLayer.Resource, found.ResourceGrant.Policy, found.ResourceGrant.Statement);

    private static Decision Missing(PolicyLayer layer) => new(DecisionOutcome.ImplicitlyDenied, layer);
}
