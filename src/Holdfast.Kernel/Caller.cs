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
    /// <summary>What kind of principal it is.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>The account of the principal.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The ARN that makes the call: the session's for sessions.</summary>
    public required string Arn { get; init; }

    /// <summary>The unique id (<c>aws:userid</c>), such as <c>AIDA…</c>; the account number for root.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The name of the IAM user; null for everybody else.</summary>
    public string? UserName { get; init; }

    /// <summary>The access key that signed; null for a service.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The tags of the principal (<c>aws:PrincipalTag/…</c>).</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = EmptyTags;

    /// <summary>What is known of the temporary credentials; null for long-term ones, services and strangers.</summary>
    public SessionFacts? Session { get; init; }

    /// <summary>The service principal of a service, such as <c>cloudtrail.amazonaws.com</c>; null for everybody else.</summary>
    public string? ServicePrincipal { get; init; }

    private static IReadOnlyDictionary<string, string> EmptyTags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
