using System.Runtime.InteropServices;

namespace Holdfast.Policy.Documents;

/// <summary>A stretch of the text of a document.</summary>
/// <param name="Start">Where its first character stands.</param>
/// <param name="End">Where the first character after it stands.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(TextPosition Start, TextPosition End);
