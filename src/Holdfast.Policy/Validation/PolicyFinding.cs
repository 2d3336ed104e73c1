using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Validation;

/// <summary>Something worth saying about a policy.</summary>
/// <param name="Type">How grave it is.</param>
/// <param name="IssueCode">Access Analyzer's code of the check.</param>
/// <param name="Details">What is wrong and what to do.</param>
/// <param name="Path">The way to the place through the document: <c>Statement[0].Action[1]</c>.</param>
/// <param name="Span">The place in the text.</param>
public sealed record PolicyFinding(FindingType Type, string IssueCode, string Details, string Path, TextSpan Span)
{
    private const string Reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";

    /// <summary>The page that describes the check.</summary>
    public string LearnMoreLink
    {
        get
        {
            var type = Type switch
            {
                FindingType.Error => "error",
                FindingType.SecurityWarning => "security-warning",
                FindingType.Suggestion => "suggestion",
                _ => "general-warning",
            };
            var check = IssueCode.ToLowerInvariant().Replace('_', '-');
            return $"{Reference}#access-analyzer-reference-policy-checks-{type}-{check}";
        }
    }
}
