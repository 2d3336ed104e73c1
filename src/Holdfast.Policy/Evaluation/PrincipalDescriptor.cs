namespace Holdfast.Policy.Evaluation;

/// <summary>Who makes a request; immutable, made once per credential.</summary>
public sealed record PrincipalDescriptor
{
    private PrincipalDescriptor(PrincipalType type) => Type = type;

    /// <summary>A caller who did not sign.</summary>
    public static PrincipalDescriptor Anonymous { get; } = new(PrincipalType.Anonymous);

    /// <summary>What kind of caller it is.</summary>
    public PrincipalType Type { get; }

    /// <summary>
    /// The ARN that makes the request: of the user, or of the session; null for services and anonymous callers.
    /// </summary>
    public string? Arn { get; private init; }

    /// <summary>The caller's account; null for callers outside of any.</summary>
    public string? Account { get; private init; }

    /// <summary>The role of a role session, the user who made a federated user's session.</summary>
    public string? IssuerArn { get; private init; }

    /// <summary>The service principal, <c>cloudtrail.amazonaws.com</c> for instance.</summary>
    public string? ServiceName { get; private init; }

    /// <summary>The ARN or name of the identity provider whose token is presented.</summary>
    public string? Provider { get; private init; }

    /// <summary>The canonical user id of the caller's account, where S3 policies may name it.</summary>
    public string? CanonicalUserId { get; init; }

    /// <summary>Whether the role is linked to a service, which organizations' policies do not bind.</summary>
    public bool IsServiceLinkedRole { get; init; }

    /// <summary>Whether the caller belongs to an account.</summary>
    internal bool HasAccount => Type is PrincipalType.User or PrincipalType.AssumedRole
        or PrincipalType.FederatedUser or PrincipalType.Root;

    /// <summary>An IAM user.</summary>
    public static PrincipalDescriptor User(string arn, string account) =>
        new(PrincipalType.User) { Arn = arn, Account = account };

    /// <summary>A session of a role.</summary>
    public static PrincipalDescriptor AssumedRole(string sessionArn, string account, string roleArn) =>
        new(PrincipalType.AssumedRole) { Arn = sessionArn, Account = account, IssuerArn = roleArn };

    /// <summary>A session of GetFederationToken.</summary>
    public static PrincipalDescriptor FederatedUser(string sessionArn, string account, string userArn) =>
        new(PrincipalType.FederatedUser) { Arn = sessionArn, Account = account, IssuerArn = userArn };

    /// <summary>The root user of an account.</summary>
    public static PrincipalDescriptor Root(string arn, string account) =>
        new(PrincipalType.Root) { Arn = arn, Account = account };

    /// <summary>An AWS service.</summary>
    public static PrincipalDescriptor Service(string servicePrincipal) =>
        new(PrincipalType.Service) { ServiceName = servicePrincipal };

    /// <summary>The bearer of an identity provider's token.</summary>
    public static PrincipalDescriptor Federated(string provider) =>
        new(PrincipalType.Federated) { Provider = provider };
}
