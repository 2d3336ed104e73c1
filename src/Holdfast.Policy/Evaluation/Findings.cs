using System.Collections.Immutable;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// What the layers of policies said about a request so far. Each method looks at one layer and is true once it denies.
/// </summary>
internal struct Findings
{
    private bool _blocked;

    /// <summary>The deny that ended the search, or the first limiting layer that does not allow.</summary>
    public Decision Denial;

    /// <summary>What the resource's policy grants.</summary>
    public Match ResourceGrant;

    /// <summary>The identity policy that grants, if one does.</summary>
    public CompiledPolicy? IdentityPolicy;

    /// <summary>Its granting statement.</summary>
    public int IdentityStatement;

    private ulong _allowed;

    /// <summary>Whether a layer that only limits does not allow the request.</summary>
    public readonly bool Blocked => _blocked;

    public readonly bool Allows(ulong layer) => (_allowed & layer) != 0;

    /// <summary>Counts a layer that is not there as one that allows.</summary>
    public void Free(ulong layer) => _allowed |= layer;

    /// <summary>Looks at levels of an organization, each of which must allow.</summary>
    public bool Levels(AuthorizationRequest request, ImmutableArray<PolicyLevel> levels, PolicyLayer layer)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            // Levels come one after the other, so one bit serves them all.
            const ulong scratch = 1ul << 63;
            _allowed &= ~scratch;
            if (Any(request, levels[i].Policies, scratch, layer, i))
            {
                return true;
            }

            if (!Allows(scratch))
            {
                Block(layer, i);
            }
        }

        return false;
    }

    public bool Endpoint(AuthorizationRequest request, ImmutableArray<CompiledPolicy> policies)
    {
        const ulong scratch = 1ul << 62;
        if (Any(request, policies, scratch, PolicyLayer.VpcEndpoint, -1))
        {
            return true;
        }

        if (!Allows(scratch))
        {
            Block(PolicyLayer.VpcEndpoint, -1);
        }

        return false;
    }

    public bool Resource(AuthorizationRequest request, CompiledPolicy policy)
    {
        if (!policy.Index.MayConcern(request.ActionReference.Service)
            || !StatementScan.Run(policy, request, ref ResourceGrant))
        {
            if (request.RestrictPublicBuckets && policy.IsPublic && IsStranger(request))
            {
                ResourceGrant = default;
            }

            return false;
        }

        Denial = new(DecisionOutcome.ExplicitlyDenied, PolicyLayer.Resource, policy, ResourceGrant.Statement);
        return true;
    }

    /// <summary>Looks at a layer of policies of which one allowing is enough.</summary>
    public bool Any(
        AuthorizationRequest request,
        ImmutableArray<CompiledPolicy> policies,
        ulong bit,
        PolicyLayer layer,
        int level = -1)
    {
        if (policies.IsDefault)
        {
            return false;
        }

        foreach (var policy in policies)
        {
            if (One(request, policy, bit, layer, level))
            {
                return true;
            }
        }

        return false;
    }

    public bool One(AuthorizationRequest request, CompiledPolicy policy, ulong bit, PolicyLayer layer, int level = -1)
    {
        var index = policy.Index;
        var service = request.ActionReference.Service;
        if (!index.MayConcern(service))
        {
            return false;
        }

        var denying = Scan(index.Of(service), request, bit, 0, policy);
        denying = denying < 0 ? Scan(index.AnyService, request, bit, 0, policy) : denying;
        if (denying >= 0)
        {
            Denial = new(DecisionOutcome.ExplicitlyDenied, layer, policy, denying, level);
        }

        return denying >= 0;
    }

    /// <summary>Looks at all layers of an index of several policies but the idle ones.</summary>
    public bool Index(AuthorizationRequest request, ActionIndex index, ulong idle)
    {
        var service = request.ActionReference.Service;
        return Several(index.Of(service), request, idle) || Several(index.AnyService, request, idle);
    }

    public void Block(PolicyLayer layer, int level)
    {
        if (!_blocked)
        {
            _blocked = true;
            Denial = new(DecisionOutcome.ImplicitlyDenied, layer, level: level);
        }
    }

    private static bool IsStranger(AuthorizationRequest request) =>
        request.Principal.Type != PrincipalType.Service && (!request.Principal.HasAccount || request.IsCrossAccount);

    private bool Several(ReadOnlySpan<ActionEntry> entries, AuthorizationRequest request, ulong idle)
    {
        var denying = Scan(entries, request, 0, idle, null);
        if (denying < 0)
        {
            return false;
        }

        ref readonly var entry = ref entries[denying];
        var (layer, level) = Layers.Of(entry.Layer);
        Denial = new(DecisionOutcome.ExplicitlyDenied, layer, entry.Policy, entry.Index, level);
        return true;
    }

    /// <summary>
    /// Collects the layers that allow until a statement denies. Gives the place of that statement: in the policy, or,
    /// where the entries belong to several policies, among the entries; less than zero where none denies.
    /// </summary>
    private int Scan(
        ReadOnlySpan<ActionEntry> entries, AuthorizationRequest request, ulong bit, ulong idle, CompiledPolicy? policy)
    {
        ref readonly var action = ref request.ActionReference;
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            var layer = entry.Layer | bit;

            // An Allow adds nothing to a layer that already allows.
            if ((layer & (entry.Denies ? idle : _allowed | idle)) != 0
                || !entry.Pattern.IsMatch(in action))
            {
                continue;
            }

            var statement = entry.Statement;
            if ((statement.Principal is not null && statement.ScopeFor(request.Principal) == GrantScope.None)
                || !statement.IsMatch(request.Resource, request.Context))
            {
                continue;
            }

            if (entry.Denies)
            {
                return policy is null ? i : entry.Index;
            }

            _allowed |= layer;
            if (layer == Layers.Identity)
            {
                IdentityPolicy = policy ?? entry.Policy;
                IdentityStatement = entry.Index;
            }
        }

        return -1;
    }
}
