using System.Collections.Immutable;
using System.Text;

namespace Holdfast.Policy.Documents;

/// <summary>A policy as its author wrote it: a tree of values that knows where in the text each part stands.</summary>
public sealed record PolicyDocument
{
    /// <summary>The grammar it was read by.</summary>
    public required PolicyKind Kind { get; init; }

    /// <summary>The version of the language, 2008-10-17 when it declares none.</summary>
    public PolicyVersion Version { get; init; }

    /// <summary>Whether the document has a Version element.</summary>
    public bool DeclaresVersion { get; init; }

    /// <summary>The document's identifier, where it has one.</summary>
    public string? Id { get; init; }

    /// <summary>Its statements, in the order of the document.</summary>
    public required ImmutableArray<PolicyStatement> Statements { get; init; }

    /// <summary>Reads a document by the grammar of a kind.</summary>
    public static PolicyParseResult Parse(ReadOnlySpan<byte> utf8, PolicyKind kind) =>
        PolicyReader.Read(utf8, kind);

    /// <summary>Reads a document by the grammar of a kind.</summary>
    public static PolicyParseResult Parse(string text, PolicyKind kind) =>
        PolicyReader.Read(Encoding.UTF8.GetBytes(text), kind);

    /// <summary>The document as JSON, which reads back to an equal document.</summary>
    public override string ToString() => PolicyPrinter.Print(this);
}
