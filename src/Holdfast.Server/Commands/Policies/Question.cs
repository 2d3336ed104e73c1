using Holdfast.Kernel.Ids;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Server.Commands.Policies;

/// <summary>A request that a person makes up, with the policies that decide it.</summary>
internal sealed record Question
{
    /// <summary>Who asks: an ARN, a service principal, or <c>*</c> for a stranger.</summary>
    public required string Principal { get; init; }

    /// <summary>What for.</summary>
    public required string Action { get; init; }

    /// <summary>On what.</summary>
    public string Resource { get; init; } = AuthorizationRequest.NoResource;

    /// <summary>Whose that is; by its ARN, or else the principal's, when null.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>Condition keys as <c>key=value</c>; one that comes twice has both values.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>The policies of the principal.</summary>
    public IReadOnlyList<PolicyFile> Identity { get; init; } = [];

    /// <summary>Its permissions boundary.</summary>
    public PolicyFile? Boundary { get; init; }

    /// <summary>The policies passed when the session was made.</summary>
    public IReadOnlyList<PolicyFile> Session { get; init; } = [];

    /// <summary>The policy of the resource.</summary>
    public PolicyFile? ResourcePolicy { get; init; }

    /// <summary>Service control policies, one level each, the root's first.</summary>
    public IReadOnlyList<PolicyFile> ServiceControl { get; init; } = [];

    /// <summary>Resource control policies, one level each, the root's first.</summary>
    public IReadOnlyList<PolicyFile> ResourceControl { get; init; } = [];

    /// <summary>All the policies, each with its kind.</summary>
    public IEnumerable<(PolicyFile File, PolicyKind Kind)> Files
        => Of(PolicyKind.Identity, [.. Identity, Boundary]).Concat(Of(PolicyKind.Session, [.. Session]))
            .Concat(Of(PolicyKind.Resource, [ResourcePolicy]))
            .Concat(Of(PolicyKind.ServiceControl, [.. ServiceControl])).Concat(Of(PolicyKind.ResourceControl, [.. ResourceControl]));

    /// <summary>Makes the request.</summary>
    /// <param name="now">The time of the request, unless the context gives another.</param>
    /// <exception cref="UnclearException">The principal, the action or the context cannot be understood.</exception>
    public AuthorizationRequest ToRequest(DateTimeOffset now)
    {
        var principal = PrincipalOf(Principal);
        var request = new AuthorizationRequest
        {
            Principal = principal,
            Action = Action.Contains(':', StringComparison.Ordinal) ? ActionName.Parse(Action) : throw new UnclearException($"'{Action}' names no service: s3:GetObject does."),
            Resource = Resource,
            ResourceAccount = ResourceAccount ?? (new Arn(Resource).Account is { Length: > 0 } owner ? owner : principal.Account),
        };
        request.Context.Set(GlobalKeys.CurrentTime, now);
        request.Context.Set(GlobalKeys.EpochTime, now.ToUnixTimeSeconds());
        FillPrincipal(request.Context, principal);
        FillGiven(request.Context);
        return request;
    }

    /// <summary>Compiles the policies.</summary>
    /// <exception cref="UnclearException">One of them is none.</exception>
    public ApplicablePolicies ToPolicies() => new()
    {
        Identity = [.. Identity.Select(file => file.Compile(PolicyKind.Identity))],
        Boundary = Boundary?.Compile(PolicyKind.Identity),
        Session = Session.Count > 0 ? [.. Session.Select(file => file.Compile(PolicyKind.Session))] : default,
        Resource = ResourcePolicy?.Compile(PolicyKind.Language),
        ServiceControl = [.. ServiceControl.Select(file => new PolicyLevel(file.Path, [file.Compile(PolicyKind.ServiceControl)]))],
        ResourceControl = [.. ResourceControl.Select(file => new PolicyLevel(file.Path, [file.Compile(PolicyKind.ResourceControl)]))],
    };

    private static IEnumerable<(PolicyFile File, PolicyKind Kind)> Of(PolicyKind kind, IReadOnlyList<PolicyFile?> files)
        => files.OfType<PolicyFile>().Select(file => (file, kind));

    private static PrincipalDescriptor PrincipalOf(string text)
    {
        if (text == "*")
        {
            return PrincipalDescriptor.Anonymous;
        }

        var arn = new Arn(text);
        var account = arn.Account;
        return arn.Resource.Split('/') switch
        {
            ["root"] => PrincipalDescriptor.Root(text, account),
            ["user", .., { Length: > 0 }] => PrincipalDescriptor.User(text, account),
            ["assumed-role", var role, { Length: > 0 }] => PrincipalDescriptor.AssumedRole(text, account, $"arn:{text.Split(':')[1]}:iam::{account}:role/{role}"),
            ["federated-user", { Length: > 0 } user] => PrincipalDescriptor.FederatedUser(text, account, $"arn:{text.Split(':')[1]}:iam::{account}:user/{user}"),
            _ when text.EndsWith(".amazonaws.com", StringComparison.Ordinal) => PrincipalDescriptor.Service(text),
            _ => throw new UnclearException(
                $"'{text}' is no principal: the ARN of a user, an assumed role, a federated user or root is, a service such as cloudtrail.amazonaws.com, and * for anybody."),
        };
    }

    private static void FillPrincipal(RequestContext context, PrincipalDescriptor principal)
    {
        context.Set(GlobalKeys.PrincipalIsAWSService, principal.ServiceName is not null);
        context.Set(GlobalKeys.PrincipalType, principal.Type == PrincipalType.Root ? "Account" : principal.Type.ToString());
        if (principal is { Arn: { } arn, Account: { } account })
        {
            context.Set(GlobalKeys.PrincipalArn, principal.Type == PrincipalType.AssumedRole ? principal.IssuerArn! : arn);
            context.Set(GlobalKeys.PrincipalAccount, account);
            if (principal.Type == PrincipalType.User)
            {
                context.Set(GlobalKeys.UserName, arn[(arn.LastIndexOf('/') + 1)..]);
            }
        }
        else if (principal.ServiceName is { } service)
        {
            context.Set(GlobalKeys.PrincipalServiceName, service);
        }
    }

    private void FillGiven(RequestContext context)
    {
        foreach (var key in Context.GroupBy(KeyOf, StringComparer.OrdinalIgnoreCase))
        {
            string[] values = [.. key.Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])];
            context.Set(key.Key, values is [var only] ? ContextValue.Of(only) : ContextValue.Of(values));
        }
    }

    private static string KeyOf(string pair)
        => pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? pair[..equals]
            : throw new UnclearException($"'{pair}' is no condition key with its value: aws:SourceIp=192.0.2.1 is.");
}
