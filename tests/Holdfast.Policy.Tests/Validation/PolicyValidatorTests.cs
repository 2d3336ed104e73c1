using System.Text.Json;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Validation;

namespace Holdfast.Policy.Tests.Validation;

public sealed class PolicyValidatorTests
{
    public static TheoryData<string> Cases
    {
        get
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(Project.Folder, "Validation", "findings.json")));
            return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(static c => c.GetRawText())];
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_what_Access_Analyzer_finds(string text)
    {
        using var document = JsonDocument.Parse(text);
        var item = document.RootElement;
        var expected = item.GetProperty("findings").EnumerateArray()
            .Select(static f => (f.GetProperty("type").GetString()!, f.GetProperty("code").GetString()!, f.GetProperty("path").GetString()!));

        var findings = PolicyValidator.Validate(
            item.GetProperty("text").GetString()!, Enum.Parse<PolicyKind>(item.GetProperty("kind").GetString()!));

        Assert.Equal(expected, findings.Select(static f => (f.Type.ToString(), f.IssueCode, f.Path)));
    }

    [Fact]
    public void A_finding_marks_its_place_and_its_page()
    {
        const string text = "{\"Version\": \"2012-10-17\", \"Statement\":\n {\"Effect\": \"Allow\", \"Action\": \"iam:PassRole\", \"Resource\": \"*\"}}";

        var finding = Assert.Single(PolicyValidator.Validate(text, PolicyKind.Identity));

        Assert.Equal((2, 32), (finding.Span.Start.Line, finding.Span.Start.Column));
        Assert.EndsWith(
            "#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource",
            finding.LearnMoreLink,
            StringComparison.Ordinal);
    }
}
