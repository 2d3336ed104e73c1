namespace Holdfast.Policy.Conditions;

/// <summary>AWS's global condition keys (IAM User Guide, "AWS global condition context keys").</summary>
public static class GlobalKeys
{
    /// <summary>The family of tags of the principal; a tag's name follows.</summary>
    public const string PrincipalTag = "aws:PrincipalTag/";

    /// <summary>The family of tags of the resource.</summary>
    public const string ResourceTag = "aws:ResourceTag/";

    /// <summary>The family of tags in the request.</summary>
    public const string RequestTag = "aws:RequestTag/";

    /// <summary>The ARN of the principal; of the role for a session of it.</summary>
    public static ConditionKey PrincipalArn { get; } = ConditionKey.Create("aws:PrincipalArn");

    /// <summary>The principal's account.</summary>
    public static ConditionKey PrincipalAccount { get; } = ConditionKey.Create("aws:PrincipalAccount");

    /// <summary>The organization of the principal's account.</summary>
    public static ConditionKey PrincipalOrgID { get; } = ConditionKey.Create("aws:PrincipalOrgID");

    /// <summary>The organization paths of the principal's account; multivalued.</summary>
    public static ConditionKey PrincipalOrgPaths { get; } = ConditionKey.Create("aws:PrincipalOrgPaths");

    /// <summary>The management account of the principal's organization.</summary>
    public static ConditionKey PrincipalOrgMasterAccount { get; } = ConditionKey.Create(
        "aws:PrincipalOrgMasterAccount");

    /// <summary>Account, User, FederatedUser, AssumedRole or Anonymous.</summary>
    public static ConditionKey PrincipalType { get; } = ConditionKey.Create("aws:PrincipalType");

    /// <summary>Whether an AWS service makes the call as itself.</summary>
    public static ConditionKey PrincipalIsAWSService { get; } = ConditionKey.Create("aws:PrincipalIsAWSService");

    /// <summary>The service principal of the service that calls.</summary>
    public static ConditionKey PrincipalServiceName { get; } = ConditionKey.Create("aws:PrincipalServiceName");

    /// <summary>All service principals of the service that calls; multivalued.</summary>
    public static ConditionKey PrincipalServiceNamesList { get; } = ConditionKey.Create(
        "aws:PrincipalServiceNamesList");

    /// <summary>The unique id of the principal, with the session's name for sessions.</summary>
    public static ConditionKey UserId { get; } = ConditionKey.Create("aws:userid");

    /// <summary>The name of an IAM user.</summary>
    public static ConditionKey UserName { get; } = ConditionKey.Create("aws:username");

    /// <summary>The address the request comes from.</summary>
    public static ConditionKey SourceIp { get; } = ConditionKey.Create("aws:SourceIp");

    /// <summary>The address within its VPC the request comes from.</summary>
    public static ConditionKey VpcSourceIp { get; } = ConditionKey.Create("aws:VpcSourceIp");

    /// <summary>The VPC the request comes through.</summary>
    public static ConditionKey SourceVpc { get; } = ConditionKey.Create("aws:SourceVpc");

    /// <summary>The ARN of the VPC the request comes through.</summary>
    public static ConditionKey SourceVpcArn { get; } = ConditionKey.Create("aws:SourceVpcArn");

    /// <summary>The VPC endpoint the request comes through.</summary>
    public static ConditionKey SourceVpce { get; } = ConditionKey.Create("aws:SourceVpce");

    /// <summary>The account of the VPC endpoint.</summary>
    public static ConditionKey VpceAccount { get; } = ConditionKey.Create("aws:VpceAccount");

    /// <summary>The organization of the VPC endpoint's account.</summary>
    public static ConditionKey VpceOrgID { get; } = ConditionKey.Create("aws:VpceOrgID");

    /// <summary>The organization paths of the VPC endpoint's account; multivalued.</summary>
    public static ConditionKey VpceOrgPaths { get; } = ConditionKey.Create("aws:VpceOrgPaths");

    /// <summary>Whether the request came over TLS.</summary>
    public static ConditionKey SecureTransport { get; } = ConditionKey.Create("aws:SecureTransport");

    /// <summary>The time of the request.</summary>
    public static ConditionKey CurrentTime { get; } = ConditionKey.Create("aws:CurrentTime");

    /// <summary>The time of the request in seconds since 1970.</summary>
    public static ConditionKey EpochTime { get; } = ConditionKey.Create("aws:EpochTime");

    /// <summary>When the temporary credentials were issued.</summary>
    public static ConditionKey TokenIssueTime { get; } = ConditionKey.Create("aws:TokenIssueTime");

    /// <summary>Whether the temporary credentials were made with MFA; absent for long-term keys.</summary>
    public static ConditionKey MultiFactorAuthPresent { get; } = ConditionKey.Create("aws:MultiFactorAuthPresent");

    /// <summary>Seconds since MFA.</summary>
    public static ConditionKey MultiFactorAuthAge { get; } = ConditionKey.Create("aws:MultiFactorAuthAge");

    /// <summary>The region the request is for.</summary>
    public static ConditionKey RequestedRegion { get; } = ConditionKey.Create("aws:RequestedRegion");

    /// <summary>The keys of the tags in the request; multivalued.</summary>
    public static ConditionKey TagKeys { get; } = ConditionKey.Create("aws:TagKeys");

    /// <summary>The account of the resource.</summary>
    public static ConditionKey ResourceAccount { get; } = ConditionKey.Create("aws:ResourceAccount");

    /// <summary>The organization of the resource's account.</summary>
    public static ConditionKey ResourceOrgID { get; } = ConditionKey.Create("aws:ResourceOrgID");

    /// <summary>The organization paths of the resource's account; multivalued.</summary>
    public static ConditionKey ResourceOrgPaths { get; } = ConditionKey.Create("aws:ResourceOrgPaths");

    /// <summary>The resource on whose behalf a service calls.</summary>
    public static ConditionKey SourceArn { get; } = ConditionKey.Create("aws:SourceArn");

    /// <summary>The account on whose behalf a service calls.</summary>
    public static ConditionKey SourceAccount { get; } = ConditionKey.Create("aws:SourceAccount");

    /// <summary>The organization on whose behalf a service calls.</summary>
    public static ConditionKey SourceOrgID { get; } = ConditionKey.Create("aws:SourceOrgID");

    /// <summary>The organization paths on whose behalf a service calls; multivalued.</summary>
    public static ConditionKey SourceOrgPaths { get; } = ConditionKey.Create("aws:SourceOrgPaths");

    /// <summary>The source identity set when the role was assumed.</summary>
    public static ConditionKey SourceIdentity { get; } = ConditionKey.Create("aws:SourceIdentity");

    /// <summary>The services that made calls in a chain; multivalued.</summary>
    public static ConditionKey CalledVia { get; } = ConditionKey.Create("aws:CalledVia");

    /// <summary>The first service of the chain.</summary>
    public static ConditionKey CalledViaFirst { get; } = ConditionKey.Create("aws:CalledViaFirst");

    /// <summary>The last service of the chain.</summary>
    public static ConditionKey CalledViaLast { get; } = ConditionKey.Create("aws:CalledViaLast");

    /// <summary>Whether a service calls with the principal's credentials.</summary>
    public static ConditionKey ViaAWSService { get; } = ConditionKey.Create("aws:ViaAWSService");

    /// <summary>The client the request names.</summary>
    public static ConditionKey UserAgent { get; } = ConditionKey.Create("aws:UserAgent");

    /// <summary>The referring page the request names.</summary>
    public static ConditionKey Referer { get; } = ConditionKey.Create("aws:referer");

    /// <summary>The identity provider that authenticated the user.</summary>
    public static ConditionKey FederatedProvider { get; } = ConditionKey.Create("aws:FederatedProvider");

    /// <summary>Whether the credentials are a privileged root session.</summary>
    public static ConditionKey AssumedRoot { get; } = ConditionKey.Create("aws:AssumedRoot");

    /// <summary>The chat configuration the session was made for.</summary>
    public static ConditionKey ChatbotSourceArn { get; } = ConditionKey.Create("aws:ChatbotSourceArn");

    /// <summary>The VPC of the instance the role's credentials were given to.</summary>
    public static ConditionKey Ec2InstanceSourceVpc { get; } = ConditionKey.Create("aws:Ec2InstanceSourceVpc");

    /// <summary>The private address of the instance the role's credentials were given to.</summary>
    public static ConditionKey Ec2InstanceSourcePrivateIPv4 { get; } = ConditionKey.Create(
        "aws:Ec2InstanceSourcePrivateIPv4");

    /// <summary>The sign-in session the credentials come from.</summary>
    public static ConditionKey SignInSessionArn { get; } = ConditionKey.Create("aws:SignInSessionArn");
}
