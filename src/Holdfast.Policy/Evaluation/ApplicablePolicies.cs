using System.Collections.Immutable;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// All policies that bear on a request. A value: keep the principal's part once, prepared, and say <c>with</c> for the
/// resource's.
/// </summary>
public readonly record struct ApplicablePolicies
{
    /// <summary>Policies of the user or role, of the issuing user for a federated user.</summary>
    public ImmutableArray<CompiledPolicy> Identity
    {
        get;
        init => (field, Prepared) = (value, null);
    }

    /// <summary>Policies of all groups of the user.</summary>
    public ImmutableArray<CompiledPolicy> Groups
    {
        get;
        init => (field, Prepared) = (value, null);
    }

    /// <summary>The permissions boundary, where one is set.</summary>
    public CompiledPolicy? Boundary
    {
        get;
        init => (field, Prepared) = (value, null);
    }

    /// <summary>The policies passed when the session was made; default when none was.</summary>
    public ImmutableArray<CompiledPolicy> Session
    {
        get;
        init => (field, Prepared) = (value, null);
    }

    /// <summary>
    /// Service control policies of the caller's account, the root's level first; none without an organization.
    /// </summary>
    public ImmutableArray<PolicyLevel> ServiceControl
    {
        get;
        init => (field, Prepared) = (value, null);
    }

    /// <summary>The policy of the resource: of the bucket, key or queue, the trust policy of the role.</summary>
    public CompiledPolicy? Resource { get; init; }

    /// <summary>Resource control policies of the resource's account, the root's level first.</summary>
    public ImmutableArray<PolicyLevel> ResourceControl { get; init; }

    /// <summary>The policy of the VPC endpoint the request came through; default when it came through none.</summary>
    public ImmutableArray<CompiledPolicy> VpcEndpoint { get; init; }

    internal PreparedPolicies? Prepared { get; private init; }

    /// <summary>
    /// The same policies with those of the caller's side put into one index, which makes decisions several times
    /// faster; worth it for a principal that asks more than once. Setting one of them again undoes it.
    /// </summary>
    public ApplicablePolicies Prepare() => this with { Prepared = PreparedPolicies.Of(in this) };
}
