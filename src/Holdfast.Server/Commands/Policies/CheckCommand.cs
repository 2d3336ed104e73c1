using System.Collections.Immutable;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Validation;

namespace Holdfast.Server.Commands.Policies;

/// <summary>Checks policies in files: whether they would be taken, and what Access Analyzer would say of them.</summary>
internal static class CheckCommand
{
    /// <summary>Checks the files.</summary>
    /// <returns>The exit code: 1 when one of them is refused or has an error.</returns>
    public static int Run(IReadOnlyList<string> paths, PolicyKind kind, MarkedText output)
    {
        var hasErrors = false;
        foreach (var path in paths)
        {
            try
            {
                hasErrors |= Check(PolicyFile.Read(path), kind, output);
            }
            catch (UnclearException unreadable)
            {
                output.Write(MarkedText.Grade.Error, unreadable.Message);
                hasErrors = true;
            }
        }

        return hasErrors ? 1 : 0;
    }

    /// <summary>Prints what Access Analyzer would say of a policy.</summary>
    public static ImmutableArray<PolicyFinding> WriteFindings(PolicyFile file, PolicyKind kind, MarkedText output)
    {
        var findings = PolicyValidator.Validate(file.Text, kind);
        foreach (var finding in findings)
        {
            var (grade, word) = Describe(finding.Type);
            output.Write(file.Path, file.Text, finding.Span, grade, word, $"{finding.Details} [{finding.IssueCode}]");
        }

        return findings;
    }

    private static bool Check(PolicyFile file, PolicyKind kind, MarkedText output)
    {
        var parsed = PolicyDocument.Parse(file.Text, kind);
        foreach (var problem in parsed.Diagnostics)
        {
            output.Write(
                file.Path, file.Text, new(problem.Position, problem.Position), MarkedText.Grade.Error, "error", $"{problem.Message} {problem.Detail}".TrimEnd());
        }

        // What is not JSON has nothing more to be said of it; a document that only its kind forbids has.
        if (!parsed.IsValid && !PolicyDocument.Parse(file.Text, PolicyKind.Language).IsValid)
        {
            return true;
        }

        var findings = WriteFindings(file, kind, output);
        if (parsed.IsValid && findings.IsEmpty)
        {
            output.Write(MarkedText.Grade.Good, $"{file.Path}: nothing to report");
        }

        return !parsed.IsValid || findings.Any(finding => finding.Type == FindingType.Error);
    }

    private static (MarkedText.Grade Grade, string Word) Describe(FindingType type) => type switch
    {
        FindingType.Error => (MarkedText.Grade.Error, "error"),
        FindingType.SecurityWarning => (MarkedText.Grade.Warning, "security warning"),
        FindingType.Warning => (MarkedText.Grade.Warning, "warning"),
        _ => (MarkedText.Grade.Hint, "suggestion"),
    };
}
