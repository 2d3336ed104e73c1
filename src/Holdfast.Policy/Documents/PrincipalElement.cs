using System.Collections.Immutable;

namespace Holdfast.Policy.Documents;

/// <summary>A Principal or NotPrincipal element.</summary>
/// <param name="IsNegated">Whether it is NotPrincipal.</param>
/// <param name="Entries">The principals it lists, in the order of the document.</param>
/// <param name="Span">Where its value stands.</param>
public sealed record PrincipalElement(bool IsNegated, ImmutableArray<PrincipalEntry> Entries, TextSpan Span);

/// <summary>One principal of a Principal element.</summary>
/// <param name="Kind">The key it is listed under.</param>
/// <param name="Value">The account, ARN, service or provider as written.</param>
/// <param name="Span">Where it stands.</param>
public readonly record struct PrincipalEntry(PrincipalKind Kind, string Value, TextSpan Span);
