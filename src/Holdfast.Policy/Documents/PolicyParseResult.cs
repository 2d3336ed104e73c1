using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>What reading a document gave: the document, or why it is refused.</summary>
/// <param name="Document">The document; null when it is refused.</param>
/// <param name="Diagnostics">
/// Why it is refused, the one AWS would report first; empty for a document that is taken.
/// </param>
public sealed record PolicyParseResult(PolicyDocument? Document, ImmutableArray<PolicyDiagnostic> Diagnostics)
{
    /// <summary>Whether the document is taken.</summary>
    public bool IsValid => Document is not null;

    /// <summary>The sentence AWS answers for a refused document; empty for one that is taken.</summary>
    public string Message => Diagnostics.IsDefaultOrEmpty ? "" : Diagnostics[0].Message;
}
