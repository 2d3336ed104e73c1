namespace Holdfast.Policy.Documents;

/// <summary>What IAM asks of the ARNs in the Resource element of an identity policy.</summary>
internal static class ResourceRules
{
    private static readonly string[] IamPaths =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/",
        "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/",

        // Not in IAM's sentence, yet documented: the resource of sts:AssumeRoot, and the sessions of STS.
        "root", "assumed-role/", "delegation-request/",
    ];

    public static (PolicyDiagnosticCode Code, string Message)? Problem(string resource)
    {
        if (resource == "*")
        {
            return null;
        }

        var parts = resource.Split(':', 6);
        if (parts.Length == 1)
        {
            return (PolicyDiagnosticCode.Resource, PolicyMessages.NoArn(resource));
        }

        if (!IsPartition(parts[1]))
        {
            var rest = string.Join(':', parts.Skip(2).Concat(Enumerable.Repeat("*", Math.Max(0, 6 - parts.Length))));
            return (PolicyDiagnosticCode.Resource, PolicyMessages.Partition(parts[1], $"arn:{parts[1]}:{rest}"));
        }

        if (parts.Length == 2)
        {
            return (PolicyDiagnosticCode.Resource, PolicyMessages.ResourceVendor);
        }

        return ServiceProblem(resource, parts) ?? LegacyProblem(resource, parts);
    }

    private static (PolicyDiagnosticCode, string)? ServiceProblem(string resource, string[] parts)
    {
        var hasRegion = parts.Length > 3 ? parts[3].Length > 0 : false;
        switch (parts[2])
        {
            case "iam" when hasRegion || parts.Length == 3:
                return (PolicyDiagnosticCode.Resource, PolicyMessages.IamRegion(resource));
            case "iam" when parts.Length == 6 && !IsIamPath(parts[5]):
                return (PolicyDiagnosticCode.Resource, PolicyMessages.IamPath);
            case "s3" when (hasRegion && (parts.Length < 6 || parts[4].Length == 0)) || parts.Length == 3:
                // Access points and batch jobs live in a region and an account; buckets in neither.
                return (PolicyDiagnosticCode.Resource, PolicyMessages.S3Region(resource));
            default:
                return null;
        }
    }

    private static (PolicyDiagnosticCode, string)? LegacyProblem(string resource, string[] parts) =>
        parts[2].Length == 0 || (parts.Length < 6 && resource.Contains("::", StringComparison.Ordinal))
            ? (PolicyDiagnosticCode.LegacyParsing, PolicyMessages.LegacyParsing)
            : null;

    public static bool IsPartition(string partition) =>
        partition is "*" or "aws*" or "aws" or "aws-us-gov" or "aws-cn" or "aws-eusc"
        || partition.StartsWith("aws-iso", StringComparison.Ordinal)
        || partition.StartsWith("${", StringComparison.Ordinal);

    private static bool IsIamPath(string path)
    {
        var wildcard = path.AsSpan().IndexOfAny('*', '?', '$');
        var literal = wildcard < 0 ? path : path[..wildcard];
        return Array.Exists(IamPaths, p => literal.StartsWith(p, StringComparison.Ordinal)
            || (wildcard >= 0 && p.StartsWith(literal, StringComparison.Ordinal)));
    }
}
