namespace Holdfast.Policy.Documents;

/// <summary>AWS's sentences for refused documents, each in one place.</summary>
internal static class PolicyMessages
{
    public const string Syntax = "Syntax errors in policy.";
    public const string Version = "Policy document must be version 2012-10-17 or greater.";
    public const string LegacyParsing = "The policy failed legacy parsing";
    public const string DuplicateSid = "Statement IDs (SID) in a single policy must be unique.";
    public const string SidCharacters =
        "Statement IDs (SID) must be alpha-numeric. "
        + "Check that your input satisfies the regular expression [0-9A-Za-z]*";
    public const string MissingAction = "Policy statement must contain actions.";
    public const string MissingResource = "Policy statement must contain resources.";
    public const string PrincipalNotAllowed = "Policy document should not specify a principal.";
    public const string MissingPrincipal = "Missing required field Principal";
    public const string NoVendor =
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    public const string TwoColons = "Actions/Condition can contain only one colon.";
    public const string ResourceVendor = "Resource vendor must be fully qualified and cannot contain regexes.";
    public const string TrustActions = "AssumeRole policy may only specify STS AssumeRole actions.";
    public const string OrganizationsPolicy =
        "The provided policy document does not meet the requirements of the specified policy type.";
    public const string IamPath =
        "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, "
        + "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, "
        + "report/, access-report/.";

    public static string Vendor(string vendor) => $"Vendor {vendor} is not valid";

    public static string NoArn(string resource) => $"Resource {resource} must be in ARN format or \"*\".";

    public static string Partition(string partition, string arn) =>
        $"Partition \"{partition}\" is not valid for resource \"{arn}\".";

    public static string IamRegion(string resource) => $"IAM resource {resource} cannot contain region information.";

    public static string S3Region(string resource) => $"Resource {resource} can not contain region information.";

    public static string Prohibited(string field) => $"Has prohibited field {field}";

    public static string InvalidPrincipal(string key, string value) =>
        $"Invalid principal in policy: \"{key}\":\"{value}\"";
}
