using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel;

/// <summary>What kind of principal calls.</summary>
public enum CallerKind
{
    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>An IAM user.</summary>
    User,

    /// <summary>A session of a role.</summary>
    AssumedRole,

    /// <summary>A session of a federated user (GetFederationToken).</summary>
    FederatedUser,

    /// <summary>The bearer of an OIDC provider's token, before a role is assumed with it.</summary>
    WebIdentityUser,

    /// <summary>The bearer of a SAML provider's assertion, before a role is assumed with it.</summary>
    SamlUser,

    /// <summary>A service of the server, acting for itself.</summary>
    Service,

    /// <summary>Nobody that is known.</summary>
    Anonymous,
}

/// <summary>The principal that signed a call.</summary>
public sealed record Caller
{
    private static readonly Dictionary<string, string> EmptyTags = new(StringComparer.Ordinal);

    /// <summary>What kind of principal it is.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>The account of the principal.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The ARN that makes the call: the session's for sessions; the identity provider, as policies name it, for the bearer of its token.</summary>
    public required string Arn { get; init; }

    /// <summary>The unique id (<c>aws:userid</c>), such as <c>AIDA…</c>; the account number for root.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The name of the IAM user, or the subject of an identity provider's token; null for everybody else.</summary>
    public string? UserName { get; init; }

    /// <summary>The access key that signed; null for a service.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The tags of the principal (<c>aws:PrincipalTag/…</c>).</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = EmptyTags;

    /// <summary>What is known of the temporary credentials; null for long-term ones, services and strangers.</summary>
    public SessionFacts? Session { get; init; }

    /// <summary>The unique id of the role of a role's session, and of the user who made a federated user's; null for everybody else.</summary>
    public string? IssuerId { get; init; }

    /// <summary>The session tags that stay through roles which are assumed from this session.</summary>
    public IReadOnlyDictionary<string, string> TransitiveTags { get; init; } = EmptyTags;

    /// <summary>The identity provider as records name it (<c>accounts.google.com</c>); null but for the bearer of its token.</summary>
    public string? IdentityProvider { get; init; }

    /// <summary>The service principal of a service, such as <c>cloudtrail.amazonaws.com</c>; null for everybody else.</summary>
    public string? ServicePrincipal { get; init; }

    /// <summary>Whoever sends a call that nobody signed; what the call proves is the operation's to say (<see cref="Target.Principal"/>).</summary>
    public static Caller Anonymous { get; } = new()
    {
        Kind = CallerKind.Anonymous,
        Account = new("anonymous"),
        Arn = "anonymous",
        PrincipalId = "anonymous",
    };
}
