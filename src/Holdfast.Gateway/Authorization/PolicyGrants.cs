using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Evaluation;
using PolicyKey = Holdfast.Policy.Conditions.ConditionKey;

namespace Holdfast.Gateway.Authorization;

/// <summary>A principal as the policy engine sees it, made once for each credential.</summary>
/// <param name="caller">The principal.</param>
/// <param name="policies">What governs it.</param>
internal sealed class PolicyGrants(Caller caller, ApplicablePolicies policies) : Grants
{
    /// <summary>The principal.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>The principal as policies name it.</summary>
    public PrincipalDescriptor Principal { get; } = Describe(caller);

    /// <summary>The policies, indexed.</summary>
    public ApplicablePolicies Policies { get; } = policies.Prepare();

    /// <summary><c>aws:PrincipalType</c>.</summary>
    public string PrincipalType { get; } = caller.Kind switch
    {
        CallerKind.Root => "Account",
        CallerKind.User => "User",
        CallerKind.AssumedRole => "AssumedRole",
        CallerKind.FederatedUser => "FederatedUser",
        CallerKind.Service => "Service",
        _ => "Anonymous",
    };

    /// <summary><c>aws:PrincipalArn</c>: of the role for its sessions; null for services, bearers of tokens and strangers, who have none.</summary>
    public string? PrincipalArn { get; } = caller.Kind switch
    {
        CallerKind.AssumedRole => IssuerOf(caller),
        CallerKind.WebIdentityUser or CallerKind.SamlUser or CallerKind.Service or CallerKind.Anonymous => null,
        _ => caller.Arn,
    };

    /// <summary><c>aws:PrincipalTag/…</c>.</summary>
    public (PolicyKey Key, string Value)[] Tags { get; } =
        [.. caller.Tags.Select(tag => (PolicyKey.Create(GlobalKeys.PrincipalTag, tag.Key), tag.Value))];

    /// <summary><c>aws:PrincipalServiceNamesList</c>; null unless a service calls.</summary>
    public string[]? ServiceNames { get; } = caller.ServicePrincipal is { } name ? [name] : null;

    private static PrincipalDescriptor Describe(Caller caller)
    {
        var described = DescribeKind(caller);
        return described.Account is null ? described : described with { CanonicalUserId = CanonicalUserId.Of(caller.Account) };
    }

    private static PrincipalDescriptor DescribeKind(Caller caller) => caller.Kind switch
    {
        CallerKind.Root => PrincipalDescriptor.Root(caller.Arn, caller.Account.Value),
        CallerKind.User => PrincipalDescriptor.User(caller.Arn, caller.Account.Value),
        CallerKind.AssumedRole => PrincipalDescriptor.AssumedRole(caller.Arn, caller.Account.Value, IssuerOf(caller)) with
        {
            IsServiceLinkedRole = caller.Session!.IsServiceLinked,
        },
        CallerKind.FederatedUser => PrincipalDescriptor.FederatedUser(caller.Arn, caller.Account.Value, IssuerOf(caller)),
        CallerKind.WebIdentityUser or CallerKind.SamlUser => PrincipalDescriptor.Federated(caller.Arn),
        CallerKind.Service => PrincipalDescriptor.Service(
            caller.ServicePrincipal ?? throw new InvalidOperationException($"The service {caller.Arn} has no service principal.")),
        _ => PrincipalDescriptor.Anonymous,
    };

    private static string IssuerOf(Caller caller)
        => caller.Session?.IssuerArn ?? throw new InvalidOperationException($"The session {caller.Arn} does not say who it was made for.");
}
