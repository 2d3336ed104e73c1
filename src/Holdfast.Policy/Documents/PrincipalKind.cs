namespace Holdfast.Policy.Documents;

/// <summary>The key under which a Principal element lists its principals.</summary>
public enum PrincipalKind
{
    /// <summary>The bare <c>"*"</c>: everyone, also anonymous callers.</summary>
    Everyone,

    /// <summary>Accounts, users, roles and sessions.</summary>
    Aws,

    /// <summary>AWS services by their service principal.</summary>
    Service,

    /// <summary>OIDC and SAML identity providers.</summary>
    Federated,

    /// <summary>Accounts by their canonical user id, as S3 knows them.</summary>
    CanonicalUser,
}
