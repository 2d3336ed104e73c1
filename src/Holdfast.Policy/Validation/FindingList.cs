using System.Collections.Immutable;
using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Validation;

/// <summary>Collects findings while the checks walk through a document.</summary>
internal sealed class FindingList(PolicyKind kind)
{
    private readonly ImmutableArray<PolicyFinding>.Builder _findings = ImmutableArray.CreateBuilder<PolicyFinding>();

    /// <summary>The kind of policy the document is meant to be.</summary>
    public PolicyKind Kind { get; } = kind;

    public void Error(string code, string details, string path, TextSpan span) =>
        _findings.Add(new(FindingType.Error, code, details, path, span));

    public void Security(string code, string details, string path, TextSpan span) =>
        _findings.Add(new(FindingType.SecurityWarning, code, details, path, span));

    public void Suggestion(string code, string details, string path, TextSpan span) =>
        _findings.Add(new(FindingType.Suggestion, code, details, path, span));

    public void Warning(string code, string details, string path, TextSpan span) =>
        _findings.Add(new(FindingType.Warning, code, details, path, span));

    /// <summary>Everything found, in the order of the text.</summary>
    public ImmutableArray<PolicyFinding> InOrder() =>
        [.. _findings.OrderBy(static f => f.Span.Start.Offset).ThenBy(static f => f.Type)];
}
