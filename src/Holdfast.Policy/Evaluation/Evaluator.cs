namespace Holdfast.Policy.Evaluation;

/// <summary>
/// Decides requests as AWS documents it (IAM User Guide, "Policy evaluation logic"): a deny anywhere is final; then each
/// kind of policy that only limits must allow; then the resource's policy, the identity's, its boundary and the session's
/// grant together.
/// </summary>
public static class Evaluator
{
    /// <summary>Decides a request; allocates nothing.</summary>
    public static Decision Evaluate(AuthorizationRequest request, in ApplicablePolicies policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = request.Principal;
        var special = SpecialRules.Of(request);
        var found = default(Findings);
        if ((special.ResourceControlApplies && found.Levels(request, policies.ResourceControl, PolicyLayer.ResourceControl))
            || (special.ServiceControlApplies && found.Levels(request, policies.ServiceControl, PolicyLayer.ServiceControl))
            || found.Endpoint(request, policies.VpcEndpoint)
            || found.Resource(request, policies.Resource))
        {
            return found.Denial;
        }

        // No policy of IAM binds the root user but those of its session.
        var hasIdentity = caller.HasAccount && caller.Type != PrincipalType.Root;
        if ((hasIdentity
                && (found.Identity(request, policies.Identity)
                    || found.Identity(request, policies.Groups)
                    || found.Boundary(request, policies.Boundary)))
            || (caller.HasAccount && found.Session(request, policies.Session)))
        {
            return found.Denial;
        }

        return found.Blocked ? found.Denial : Grants.Combine(request, in found, in special);
    }
}
