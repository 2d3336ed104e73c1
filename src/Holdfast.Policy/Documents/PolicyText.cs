namespace Holdfast.Policy.Documents;

/// <summary>One text of a document, an action or a resource pattern for instance.</summary>
/// <param name="Value">The text with its JSON escapes resolved.</param>
/// <param name="Span">Where it stands, quotation marks included.</param>
public readonly record struct PolicyText(string Value, TextSpan Span);
