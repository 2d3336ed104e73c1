using System.Text;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Points at statements as IAM does: at the place where its reader stood, one character after what it had read.</summary>
/// <remarks>
/// Read from answers of the service: a statement that stands alone begins one past its brace, the first of a list one past the
/// bracket, on whichever line that is, and a later one where the one before it ended. Lines and columns count from 1.
/// </remarks>
internal static class StatementPositions
{
    /// <summary>Gives where a statement begins and ends.</summary>
    public static (PositionShape Start, PositionShape End) Of(SimulatedPolicy policy, int statement)
    {
        var span = policy.Compiled.SpanOf(statement);
        var end = new PositionShape { Line = span.End.Line, Column = span.End.Column };
        if (statement > 0)
        {
            var before = policy.Compiled.SpanOf(statement - 1).End;
            return (new() { Line = before.Line, Column = before.Column }, end);
        }

        // Only white space stands between the bracket and the first statement.
        var text = Encoding.UTF8.GetBytes(policy.Text).AsSpan(0, span.Start.Offset).TrimEnd(" \t\r\n"u8);
        return text is [.., (byte)'[']
            ? (new() { Line = 1 + text.Count((byte)'\n'), Column = ColumnAfter(text) }, end)
            : (new() { Line = span.Start.Line, Column = span.Start.Column + 1 }, end);
    }

    private static int ColumnAfter(ReadOnlySpan<byte> text)
        => 1 + Encoding.UTF8.GetCharCount(text[(text.LastIndexOf((byte)'\n') + 1)..]);
}
