using System.Runtime.InteropServices;

namespace Holdfast.Policy.Documents;

/// <summary>A place in the text of a document.</summary>
/// <param name="Offset">Bytes of UTF-8 before it.</param>
/// <param name="Line">Its line, the first is 1.</param>
/// <param name="Column">Its character within the line, the first is 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextPosition(int Offset, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"line {Line}, column {Column}");
}
