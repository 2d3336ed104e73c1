namespace Holdfast.Services.Iam;

/// <summary>The quotas of an account, with AWS's defaults.</summary>
/// <remarks>See "IAM and AWS STS quotas" in the IAM User Guide. A server may raise them, as AWS does on request; the messages and the account summary speak of the value in force.</remarks>
public sealed record IamQuotas
{
    /// <summary>Users in an account; 5,000 by default.</summary>
    public int UsersPerAccount { get; init; } = 5000;

    /// <summary>Groups in an account; 300 by default.</summary>
    public int GroupsPerAccount { get; init; } = 300;

    /// <summary>Groups that one user may be in; 10 by default.</summary>
    public int GroupsPerUser { get; init; } = 10;

    /// <summary>Customer managed policies in an account; 1,500 by default.</summary>
    public int PoliciesPerAccount { get; init; } = 1500;

    /// <summary>Versions of one managed policy; 5 by default.</summary>
    public int VersionsPerPolicy { get; init; } = 5;

    /// <summary>Managed policies attached to one user; 10 by default.</summary>
    public int PoliciesPerUser { get; init; } = 10;

    /// <summary>Managed policies attached to one group; 10 by default.</summary>
    public int PoliciesPerGroup { get; init; } = 10;

    /// <summary>Roles in an account; 1,000 by default.</summary>
    public int RolesPerAccount { get; init; } = 1000;

    /// <summary>Managed policies attached to one role; 10 by default.</summary>
    public int PoliciesPerRole { get; init; } = 10;

    /// <summary>Instance profiles in an account; 1,000 by default.</summary>
    public int InstanceProfilesPerAccount { get; init; } = 1000;

    /// <summary>Access keys of one user, and of the root user; 2 by default.</summary>
    public int AccessKeysPerUser { get; init; } = 2;

    /// <summary>SAML providers in an account; 100 by default.</summary>
    public int SamlProvidersPerAccount { get; init; } = 100;

    /// <summary>OpenID Connect providers in an account; 100 by default.</summary>
    public int WebProvidersPerAccount { get; init; } = 100;

    /// <summary>MFA devices of one user, and of the root user; 8 by default.</summary>
    public int MfaDevicesPerUser { get; init; } = 8;

    /// <summary>SSH public keys of one user; 5 by default.</summary>
    public int SshPublicKeysPerUser { get; init; } = 5;

    /// <summary>Credentials of one user for one service; 2 by default.</summary>
    public int ServiceSpecificCredentialsPerUser { get; init; } = 2;

    /// <summary>Signing certificates of one user, and of the root user; 2 by default.</summary>
    public int SigningCertificatesPerUser { get; init; } = 2;

    /// <summary>Server certificates in an account; 20 by default.</summary>
    public int ServerCertificatesPerAccount { get; init; } = 20;
}
