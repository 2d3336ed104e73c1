using System.Runtime.InteropServices;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Evaluation;

/// <summary>What is different for some callers, actions and resources.</summary>
/// <param name="IdleLayers">
/// The bits of the caller's layers that do not bind it; all of them for a caller without account.
/// </param>
/// <param name="ResourceControlApplies">
/// Whether resource control policies bind the resource against this caller.
/// </param>
/// <param name="ResourcePolicyMustAllow">
/// Whether the resource's policy must agree even within its account: keys and the trust policies of roles.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpecialRules(
    ulong IdleLayers, bool ResourceControlApplies, bool ResourcePolicyMustAllow)
{
    private static readonly ulong Kms = TextHash.IgnoreCase("kms");
    private static readonly ulong Sts = TextHash.IgnoreCase("sts");
    private static readonly ulong RetireGrant = TextHash.IgnoreCase("RetireGrant");

    public static SpecialRules Of(AuthorizationRequest request)
    {
        var caller = request.Principal;
        ref readonly var action = ref request.ActionReference;

        // Organizations User Guide: neither kind of control policy binds a service-linked role, nor the management
        // account, nor is kms:RetireGrant within the reach of a resource control policy.
        return new(
            IdleLayersOf(request, caller),
            !caller.IsServiceLinkedRole
                && !request.ResourceAccountIsManagement
                && !(action.Service == Kms && action.NameHash == RetireGrant),
            (action.Service == Sts || action.Service == Kms) && (IsAssumingRole(request)
                || (action.Service == Kms && request.Resource.Contains(":key/", StringComparison.Ordinal))));
    }

    /// <summary>Whether the resource's policy is the trust policy of a role.</summary>
    public static bool IsAssumingRole(AuthorizationRequest request) =>
        request.ActionReference.Service == Sts && request.Resource.Contains(":role/", StringComparison.Ordinal);

    private static ulong IdleLayersOf(AuthorizationRequest request, PrincipalDescriptor caller)
    {
        if (!caller.HasAccount)
        {
            return ulong.MaxValue;
        }

        // No policy of IAM binds the root user but those of its session.
        var idle = caller.Type == PrincipalType.Root ? Layers.Identity | Layers.Boundary : 0;
        return caller.IsServiceLinkedRole || request.PrincipalAccountIsManagement ? idle | Layers.ServiceControl : idle;
    }
}
