using Holdfast.Policy.Documents;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Validation;

/// <summary>Checks of Resource and NotResource.</summary>
internal static class ResourceChecks
{
    private const int AccountDigits = 12;

    public static void Check(PolicyStatement statement, string path, FindingList findings)
    {
        if (statement.Resources is not { } element)
        {
            if (findings.Kind is not (PolicyKind.Trust or PolicyKind.Resource or PolicyKind.Language))
            {
                findings.Error(
                    "MISSING_RESOURCE",
                    "Add a Resource or NotResource element to the statement.",
                    path,
                    statement.Span);
            }

            return;
        }

        var name = element.IsNegated ? "NotResource" : "Resource";
        if (findings.Kind == PolicyKind.Trust)
        {
            findings.Error("INVALID_POLICY_ELEMENT", $"A trust policy has no {name}.", $"{path}.{name}", element.Span);
        }

        if (element.Values.IsEmpty)
        {
            findings.Suggestion(
                "EMPTY_ARRAY_RESOURCE",
                "The list of resources is empty: the statement does nothing.",
                $"{path}.{name}",
                element.Span);
        }

        var patterns = element.Values.Select(static v => Wildcard.Compile(v.Value)).ToArray();
        for (var i = 0; i < element.Values.Length; i++)
        {
            var place = $"{path}.{name}[{i}]";
            Arn(element.Values[i], place, findings);
            if (patterns.Where((p, j) => j != i && (p != patterns[i] || j < i)).Any(
                p => Wildcard.IsMatch(p, patterns[i])))
            {
                findings.Suggestion(
                    "REDUNDANT_RESOURCE",
                    $"{element.Values[i].Value} is covered by another resource of the list.",
                    place,
                    element.Values[i].Span);
            }
        }
    }

    private static void Arn(PolicyText resource, string path, FindingList findings)
    {
        var (text, span) = resource;
        if (text == "*" || text.StartsWith("${", StringComparison.Ordinal))
        {
            return;
        }

        var parts = text.Split(':', 6);
        if (parts[0] != "arn")
        {
            findings.Error("INVALID_ARN_PREFIX", "A resource ARN begins with arn:.", path, span);
        }
        else if (parts.Length < 6)
        {
            // A trailing wildcard stands for the parts that follow.
            if (!text.EndsWith('*'))
            {
                findings.Error(
                    "MISSING_ARN_FIELD",
                    "A resource ARN has six parts: arn:partition:service:region:account:resource.",
                    path,
                    span);
            }
        }
        else if (!ResourceRules.IsPartition(parts[1]))
        {
            findings.Error("INVALID_PARTITION", $"There is no partition {parts[1]}.", path, span);
        }
        else if (parts[2].Any(char.IsAsciiLetterUpper))
        {
            findings.Error("INVALID_ARN_SERVICE_CASE", $"The service {parts[2]} is written in lower case.", path, span);
        }
        else if (parts[4].Length > 0 && parts[4] is not ("aws" or "aws-managed")
            && !parts[4].AsSpan().ContainsAny('*', '?', '$')
            && !(parts[4].Length == AccountDigits && parts[4].All(char.IsAsciiDigit)))
        {
            findings.Error("INVALID_ARN_ACCOUNT", $"{parts[4]} is no account of twelve digits.", path, span);
        }
        else if (parts[2] is "s3" or "iam" && parts[3].Length > 0 && parts[4].Length == 0)
        {
            findings.Error("ARN_REGION_NOT_ALLOWED", $"ARNs of {parts[2]} name no region.", path, span);
        }
        else if (parts[5].Length == 0)
        {
            findings.Error("INVALID_ARN_RESOURCE", "The ARN names no resource.", path, span);
        }
    }
}
