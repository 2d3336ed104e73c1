using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Evaluation;

/// <summary>What is different for some callers, actions and resources.</summary>
/// <param name="ServiceControlApplies">Whether service control policies bind the caller.</param>
/// <param name="ResourceControlApplies">Whether resource control policies bind the resource against this caller.</param>
/// <param name="ResourcePolicyMustAllow">
/// Whether the resource's policy must agree even within its account: keys and the trust policies of roles.
/// </param>
internal readonly record struct SpecialRules(
    bool ServiceControlApplies, bool ResourceControlApplies, bool ResourcePolicyMustAllow)
{
    private static readonly ulong Kms = TextHash.IgnoreCase("kms");
    private static readonly ulong Sts = TextHash.IgnoreCase("sts");
    private static readonly ulong RetireGrant = TextHash.IgnoreCase("RetireGrant");

    public static SpecialRules Of(AuthorizationRequest request)
    {
        var caller = request.Principal;
        ref readonly var action = ref request.ActionReference;

        // Organizations User Guide: neither kind binds a service-linked role, nor the management account, nor is
        // kms:RetireGrant within the reach of a resource control policy.
        var free = caller.IsServiceLinkedRole;
        return new(
            !free && caller.HasAccount && !request.PrincipalAccountIsManagement,
            !free && !request.ResourceAccountIsManagement && !(action.Service == Kms && action.NameHash == RetireGrant),
            IsAssumingRole(request)
                || (action.Service == Kms && request.Resource.Contains(":key/", StringComparison.Ordinal)));
    }

    /// <summary>Whether the resource's policy is the trust policy of a role.</summary>
    public static bool IsAssumingRole(AuthorizationRequest request) =>
        request.ActionReference.Service == Sts && request.Resource.Contains(":role/", StringComparison.Ordinal);
}
