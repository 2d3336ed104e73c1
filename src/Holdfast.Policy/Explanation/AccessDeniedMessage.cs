using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Explanation;

/// <summary>
/// The sentence of AccessDenied in AWS's words (IAM User Guide, "Troubleshoot access denied error messages").
/// </summary>
public static class AccessDeniedMessage
{
    /// <summary>The sentence for a decision that does not allow; S3 sets the resource in quotation marks.</summary>
    public static string For(AuthorizationRequest request, in Decision decision, bool quoteResource = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        var action = request.Action.Text;
        var resource = quoteResource ? $"\"{request.Resource}\"" : request.Resource;
        var caller = Caller(request.Principal);
        var subject = $"User: {caller} is not authorized to perform: {action} on resource: {resource}";
        var isTrust = decision.DecidedBy == PolicyLayer.Resource && SpecialRules.IsAssumingRole(request);
        return decision.Outcome == DecisionOutcome.ExplicitlyDenied
            ? $"{subject} with an explicit deny in {Article(decision.DecidedBy, isTrust)}"
            : $"{subject} because no {Name(decision.DecidedBy, isTrust)} allows the {action} action";
    }

    private static string Caller(PrincipalDescriptor caller) => caller.Type switch
    {
        PrincipalType.Anonymous => "anonymous",
        PrincipalType.Service => caller.ServiceName!,
        PrincipalType.Federated => caller.Provider!,
        _ => caller.Arn!,
    };

    private static string Article(PolicyLayer layer, bool isTrust) => layer switch
    {
        PolicyLayer.Identity => "an identity-based policy",
        PolicyLayer.Resource when isTrust => "the role trust policy",
        _ => "a " + Name(layer, isTrust),
    };

    private static string Name(PolicyLayer layer, bool isTrust) => layer switch
    {
        PolicyLayer.Resource => isTrust ? "role trust policy" : "resource-based policy",
        PolicyLayer.Boundary => "permissions boundary",
        PolicyLayer.Session => "session policy",
        PolicyLayer.ServiceControl => "service control policy",
        PolicyLayer.ResourceControl => "resource control policy",
        PolicyLayer.VpcEndpoint => "VPC endpoint policy",
        _ => "identity-based policy",
    };
}
