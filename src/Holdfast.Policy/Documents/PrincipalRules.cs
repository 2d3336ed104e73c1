namespace Holdfast.Policy.Documents;

/// <summary>What a Principal element may name (IAM User Guide, "AWS JSON policy elements: Principal").</summary>
internal static class PrincipalRules
{
    public static void Check(PolicyDocument document, List<PolicyDiagnostic> problems)
    {
        foreach (var statement in document.Statements)
        {
            foreach (var entry in statement.Principal?.Entries ?? [])
            {
                if (!IsValid(entry))
                {
                    // IAM's sentence has the key in capitals, whatever the document wrote: "SERVICE":"amazonaws.com".
                    problems.Add(new(
                        PolicyDiagnosticCode.Principal,
                        PolicyMessages.InvalidPrincipal(entry.Kind.ToString().ToUpperInvariant(), entry.Value),
                        $"{entry.Value} names no principal.",
                        entry.Span.Start));
                }
            }
        }
    }

    public static bool IsValid(PrincipalEntry entry) => entry.Kind switch
    {
        PrincipalKind.Everyone => true,
        PrincipalKind.Aws =>
            entry.Value == "*" || IsAccount(entry.Value) || IsUniqueId(entry.Value) || IsArn(entry.Value),
        PrincipalKind.Service => IsDomain(entry.Value),
        PrincipalKind.Federated => entry.Value == "*" || IsDomain(entry.Value) || IsProvider(entry.Value),
        _ => entry.Value.Length > 0,
    };

    private static bool IsAccount(string value) => value.Length == 12 && value.All(char.IsAsciiDigit);

    // AIDA..., AROA...: what remains of a user or role that was deleted after the policy was written.
    private static bool IsUniqueId(string value) =>
        value.Length is >= 16 and <= 128 && value.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static bool IsArn(string value)
    {
        // A principal is matched as a whole: wildcards within an ARN are not taken.
        var parts = value.Split(':', 6);
        return parts is ["arn", var partition, "iam" or "sts" or "cloudfront", "", var account, var name]
            && partition.StartsWith("aws", StringComparison.Ordinal)
            && (IsAccount(account) || account == "cloudfront")
            && name.Length > 0
            && !name.AsSpan().ContainsAny('*', '?')
            && (name == "root" || name.Contains('/', StringComparison.Ordinal));
    }

    private static bool IsProvider(string value) =>
        value.Split(':', 6) is ["arn", _, "iam", "", var account, var name]
        && IsAccount(account)
        && (name.StartsWith("saml-provider/", StringComparison.Ordinal)
            || name.StartsWith("oidc-provider/", StringComparison.Ordinal));

    private static bool IsDomain(string value) =>
        value.Contains('.', StringComparison.Ordinal)
        && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/');
}
