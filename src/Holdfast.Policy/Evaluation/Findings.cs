using System.Collections.Immutable;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// What the layers of policies said about a request so far. Each method looks at one layer and is true once it denies.
/// </summary>
internal struct Findings
{
    private bool _blocked;

    /// <summary>The deny that ended the search, or the first limiting layer that does not allow.</summary>
    public Decision Denial { get; private set; }

    /// <summary>Whether a layer that only limits does not allow the request.</summary>
    public readonly bool Blocked => _blocked;

    public Match ResourceGrant { get; private set; }

    public Match IdentityGrant { get; private set; }

    public bool BoundaryAllows { get; private set; }

    public bool SessionAllows { get; private set; }

    public bool Levels(AuthorizationRequest request, ImmutableArray<PolicyLevel> levels, PolicyLayer layer)
    {
        if (levels.IsDefault)
        {
            return false;
        }

        for (var i = 0; i < levels.Length; i++)
        {
            var best = default(Match);
            if (Any(request, levels[i].Policies, layer, i, ref best))
            {
                return true;
            }

            if (best.Policy is null)
            {
                Block(layer, i);
            }
        }

        return false;
    }

    public bool Endpoint(AuthorizationRequest request, ImmutableArray<CompiledPolicy> policies)
    {
        if (policies.IsDefault)
        {
            return false;
        }

        var best = default(Match);
        if (Any(request, policies, PolicyLayer.VpcEndpoint, -1, ref best))
        {
            return true;
        }

        if (best.Policy is null)
        {
            Block(PolicyLayer.VpcEndpoint, -1);
        }

        return false;
    }

    public bool Resource(AuthorizationRequest request, CompiledPolicy? policy)
    {
        var best = default(Match);
        var denies = One(request, policy, PolicyLayer.Resource, -1, ref best);
        ResourceGrant = best;
        return denies;
    }

    public bool Identity(AuthorizationRequest request, ImmutableArray<CompiledPolicy> policies)
    {
        var best = IdentityGrant;
        var denies = Any(request, policies, PolicyLayer.Identity, -1, ref best);
        IdentityGrant = best;
        return denies;
    }

    public bool Boundary(AuthorizationRequest request, CompiledPolicy? policy)
    {
        var best = default(Match);
        var denies = One(request, policy, PolicyLayer.Boundary, -1, ref best);
        BoundaryAllows = policy is null || best.Policy is not null;
        return denies;
    }

    public bool Session(AuthorizationRequest request, ImmutableArray<CompiledPolicy> policies)
    {
        var best = default(Match);
        var denies = Any(request, policies, PolicyLayer.Session, -1, ref best);

        // A federated user's session has what was passed to it; if nothing was, it has nothing.
        SessionAllows = best.Policy is not null
            || (policies.IsDefault && request.Principal.Type != PrincipalType.FederatedUser);
        return denies;
    }

    private bool Any(
        AuthorizationRequest request, ImmutableArray<CompiledPolicy> policies, PolicyLayer layer, int level, ref Match best)
    {
        if (policies.IsDefault)
        {
            return false;
        }

        foreach (var policy in policies)
        {
            if (One(request, policy, layer, level, ref best))
            {
                return true;
            }
        }

        return false;
    }

    private bool One(AuthorizationRequest request, CompiledPolicy? policy, PolicyLayer layer, int level, ref Match best)
    {
        if (policy is null || !StatementScan.Run(policy, request, ref best))
        {
            return false;
        }

        Denial = new(DecisionOutcome.ExplicitlyDenied, layer, policy, best.Statement, level);
        return true;
    }

    private void Block(PolicyLayer layer, int level)
    {
        if (!_blocked)
        {
            _blocked = true;
            Denial = new(DecisionOutcome.ImplicitlyDenied, layer, level: level);
        }
    }
}
