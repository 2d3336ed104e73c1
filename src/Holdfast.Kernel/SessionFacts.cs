namespace Holdfast.Kernel;

/// <summary>What conditions may ask about the temporary credentials that signed a call; long-term ones have none of it.</summary>
public sealed record SessionFacts
{
    /// <summary>When the credentials were issued (<c>aws:TokenIssueTime</c>).</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the credentials cease to work; set when the session is known, from its token.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The ARN of the role of a role's session, and of the user who made a federated user's; null for the sessions of users and root.</summary>
    public string? IssuerArn { get; init; }

    /// <summary>When an MFA device was presented for them (<c>aws:MultiFactorAuthPresent</c>, <c>aws:MultiFactorAuthAge</c>); null when none was.</summary>
    public DateTimeOffset? MfaAuthenticatedAt { get; init; }

    /// <summary>The source identity, which stays through all roles that are assumed from one another (<c>aws:SourceIdentity</c>); null for none.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The identity provider whose token the session was made for (<c>aws:FederatedProvider</c>); null for none.</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>Whether it is a privileged session of another account's root user (<c>aws:AssumedRoot</c>).</summary>
    public bool IsAssumedRoot { get; init; }

    /// <summary>Whether it began at the console's sign-in, whose sessions may call IAM as their user may.</summary>
    public bool IsFromConsole { get; init; }

    /// <summary>Whether the role was assumed from a session of another.</summary>
    public bool IsChained { get; init; }

    /// <summary>Whether the role is linked to a service.</summary>
    public bool IsServiceLinked { get; init; }

    /// <summary>What is known of the identity provider's token, for sessions of roles that were assumed with one; null for all others.</summary>
    public FederationFacts? Federation { get; init; }
}

/// <summary>What the token of an identity provider said, as conditions and records of the session tell it.</summary>
/// <param name="Provider">The provider: its ARN, or the name of a public one.</param>
/// <param name="Attributes">The claims and attributes that condition keys were made of, by key (<c>saml:sub</c>, <c>accounts.example.com:aud</c>).</param>
public sealed record FederationFacts(string Provider, IReadOnlyDictionary<string, string> Attributes);
