using System.Collections.Immutable;
using System.Text;
using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Validation;

/// <summary>
/// Looks a policy over as Access Analyzer's ValidatePolicy does: not whether it is taken, but whether it says what its
/// author means (IAM User Guide, "IAM Access Analyzer policy check reference").
/// </summary>
public static class PolicyValidator
{
    /// <summary>Reads a document and looks it over.</summary>
    public static ImmutableArray<PolicyFinding> Validate(string text, PolicyKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Validate(Encoding.UTF8.GetBytes(text), kind);
    }

    /// <summary>Reads a document and looks it over.</summary>
    public static ImmutableArray<PolicyFinding> Validate(ReadOnlySpan<byte> utf8, PolicyKind kind)
    {
        var result = PolicyDocument.Parse(utf8, PolicyKind.Language);
        if (result.Document is { } document)
        {
            return Validate(document, kind);
        }

        var findings = new FindingList(kind);
        foreach (var problem in result.Diagnostics)
        {
            var code = problem.Code switch
            {
                PolicyDiagnosticCode.MissingAction => "MISSING_ACTION",
                PolicyDiagnosticCode.LegacyParsing => "INVALID_EFFECT",
                PolicyDiagnosticCode.Size => "POLICY_SIZE_EXCEEDS_QUOTA",
                _ => "JSON_SYNTAX_ERROR",
            };
            findings.Error(code, problem.Detail, "", new(problem.Position, problem.Position));
        }

        return findings.InOrder();
    }

    /// <summary>Looks a document over as a policy of a kind.</summary>
    public static ImmutableArray<PolicyFinding> Validate(PolicyDocument document, PolicyKind kind)
    {
        ArgumentNullException.ThrowIfNull(document);
        var findings = new FindingList(kind);
        StatementChecks.Document(document, findings);
        for (var i = 0; i < document.Statements.Length; i++)
        {
            var statement = document.Statements[i];
            var path = $"Statement[{i}]";
            StatementChecks.Statement(statement, path, findings);
            ActionChecks.Check(statement, path, findings);
            ResourceChecks.Check(statement, path, findings);
            ConditionChecks.Check(statement, document.Version, path, findings);
        }

        return findings.InOrder();
    }
}
