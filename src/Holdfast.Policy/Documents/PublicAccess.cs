using Holdfast.Policy.Conditions;

namespace Holdfast.Policy.Documents;

/// <summary>
/// Whether a bucket policy is public as S3 means it (S3 User Guide, "Blocking public access to your Amazon S3 storage:
/// The meaning of 'public'").
/// </summary>
public static class PublicAccess
{
    /// <summary>The widest ranges that S3 does not call public: a /8 of IPv4 and a /32 of IPv6.</summary>
    private const int WidestV4 = 8;
    private const int WidestV6 = 32;

    private static readonly string[] LimitingKeys =
    [
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceArn",
        "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner", "aws:SourceAccount", "aws:SourceOrgID", "aws:userid",
        "aws:VpceAccount", "aws:VpceOrgID", "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:DataAccessPointAccount", "s3:DataAccessPointArn",
    ];

    /// <summary>Whether any statement grants to everyone without a condition that keeps strangers out.</summary>
    public static bool IsPublic(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Statements.Any(static s => s.Effect == StatementEffect.Allow
            && s.Principal is { } principal
            && (principal.IsNegated || principal.Entries.Any(static e => e.Value == "*"))
            && !s.Conditions.Any(Limits));
    }

    private static bool Limits(ConditionClause clause)
    {
        var (comparison, set, ifExists) = clause.Operator;
        if (ifExists || set == ConditionSet.ForAllValues || clause.Values.IsEmpty)
        {
            return false;
        }

        if (clause.Key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase))
        {
            return comparison == ConditionComparison.IpAddress && clause.Values.All(static v =>
                IpRange.TryParse(v.Text, out var range) && range.Bits >= (range.IsV6 ? WidestV6 : WidestV4));
        }

        return comparison is ConditionComparison.StringEquals or ConditionComparison.StringEqualsIgnoreCase
                or ConditionComparison.StringLike or ConditionComparison.ArnEquals or ConditionComparison.ArnLike
            && Array.Exists(LimitingKeys, k => k.Equals(clause.Key, StringComparison.OrdinalIgnoreCase))
            && clause.Values.All(v => IsFixed(clause.Key, v.Text));
    }

    // A role's id with any session name is as good as the role; any other wildcard or variable is not a fixed value.
    private static bool IsFixed(string key, string value)
    {
        var isSessionOfRole = key.Equals("aws:userid", StringComparison.OrdinalIgnoreCase)
            && value.StartsWith("ARO", StringComparison.Ordinal) && value.EndsWith(":*", StringComparison.Ordinal);
        var rest = isSessionOfRole ? value.AsSpan(0, value.Length - 1) : value;
        var isAccountsArn = key.EndsWith("Arn", StringComparison.OrdinalIgnoreCase)
            && value.Split(':') is ["arn", _, _, _, var account, ..] && account.Length > 0
            && !account.AsSpan().ContainsAny("*?$");
        return isAccountsArn || !rest.ContainsAny("*?$");
    }
}
