using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>An Action, NotAction, Resource or NotResource element.</summary>
/// <param name="IsNegated">Whether it is the Not form.</param>
/// <param name="Values">Its patterns; a single text counts as a list of one.</param>
/// <param name="Span">Where its value stands.</param>
public sealed record PolicyElement(bool IsNegated, ImmutableArray<PolicyText> Values, TextSpan Span);
