using Holdfast.Policy.Conditions;

namespace Holdfast.Policy.Matching;

/// <summary>
/// A stretch of a pattern: plain text, or a variable with the text that stands in when it has no value.
/// </summary>
internal readonly record struct Piece(string Text, ConditionKey? Key, string? Default);
