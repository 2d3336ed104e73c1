namespace Holdfast.Policy.Evaluation;

/// <summary>What kind of caller makes a request.</summary>
public enum PrincipalType
{
    /// <summary>Nobody signed the request.</summary>
    Anonymous,

    /// <summary>An IAM user.</summary>
    User,

    /// <summary>A session of a role.</summary>
    AssumedRole,

    /// <summary>A session made by GetFederationToken.</summary>
    FederatedUser,

    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>An AWS service that acts for itself.</summary>
    Service,

    /// <summary>A token of an OIDC or SAML provider that asks for a role.</summary>
    Federated,
}
