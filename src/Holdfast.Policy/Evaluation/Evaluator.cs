namespace Holdfast.Policy.Evaluation;

/// <summary>
/// Decides requests as AWS documents it (IAM User Guide, "Policy evaluation logic"): a deny anywhere is final; then
/// each kind of policy that only limits must allow; then the resource's policy, the identity's, its boundary and the
/// session's grant together.
/// </summary>
public static class Evaluator
{
    /// <summary>Decides a request; allocates nothing.</summary>
    public static Decision Evaluate(AuthorizationRequest request, in ApplicablePolicies policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        var special = SpecialRules.Of(request);
        var found = default(Findings);
        var denied = ResourceSide(request, in policies, in special, ref found)
            || (special.IdleLayers != ulong.MaxValue && (policies.Prepared is { } prepared
                ? CallerSide(request, prepared, in special, ref found)
                : CallerSide(request, in policies, in special, ref found)));
        if (denied || found.Blocked)
        {
            return found.Denial;
        }

        if (policies.Boundary is null)
        {
            found.Free(Layers.Boundary);
        }

        // A federated user's session has what was passed to it; if nothing was, it has nothing.
        if (policies.Session.IsDefault && request.Principal.Type != PrincipalType.FederatedUser)
        {
            found.Free(Layers.Session);
        }

        return Grants.Combine(request, in found, in special);
    }

    private static bool ResourceSide(
        AuthorizationRequest request, in ApplicablePolicies policies, in SpecialRules special, ref Findings found) =>
        (!policies.ResourceControl.IsDefaultOrEmpty
            && special.ResourceControlApplies
            && found.Levels(request, policies.ResourceControl, PolicyLayer.ResourceControl))
        || (!policies.VpcEndpoint.IsDefault && found.Endpoint(request, policies.VpcEndpoint))
        || (policies.Resource is { } resource && found.Resource(request, resource));

    private static bool CallerSide(
        AuthorizationRequest request, PreparedPolicies prepared, in SpecialRules special, ref Findings found)
    {
        if (found.Index(request, prepared.Index, special.IdleLayers))
        {
            return true;
        }

        var needed = prepared.ServiceControlLevels & ~special.IdleLayers;
        while (needed != 0)
        {
            var level = needed & (0 - needed);
            if (!found.Allows(level))
            {
                found.Block(PolicyLayer.ServiceControl, Layers.Of(level).Level);
                break;
            }

            needed &= ~level;
        }

        return false;
    }

    private static bool CallerSide(
        AuthorizationRequest request, in ApplicablePolicies policies, in SpecialRules special, ref Findings found)
    {
        var idle = special.IdleLayers;
        return ((idle & Layers.ServiceControl) == 0
                && !policies.ServiceControl.IsDefaultOrEmpty
                && found.Levels(request, policies.ServiceControl, PolicyLayer.ServiceControl))
            || ((idle & Layers.Identity) == 0
                && ((policies.Boundary is { } boundary
                        && found.One(request, boundary, Layers.Boundary, PolicyLayer.Boundary))
                    || found.Any(request, policies.Identity, Layers.Identity, PolicyLayer.Identity)
                    || found.Any(request, policies.Groups, Layers.Identity, PolicyLayer.Identity)))
            || found.Any(request, policies.Session, Layers.Session, PolicyLayer.Session);
    }
}
