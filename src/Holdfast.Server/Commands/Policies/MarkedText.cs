using System.Globalization;
using System.Text;
using Holdfast.Policy.Documents;

namespace Holdfast.Server.Commands.Policies;

/// <summary>Writes messages about places in a text for people: file, line and column, and the line itself with the place marked.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="isColoured">Whether the reader is a terminal that shows colours.</param>
internal sealed class MarkedText(TextWriter output, bool isColoured)
{
    /// <summary>How grave a message is, which gives its colour.</summary>
    internal enum Grade
    {
        /// <summary>It does not work, or is refused.</summary>
        Error,

        /// <summary>It works, and should give pause.</summary>
        Warning,

        /// <summary>It could be better.</summary>
        Hint,

        /// <summary>It is as it should be.</summary>
        Good,
    }

    private const int WidthMax = 120;

    /// <summary>Makes one for the standard output: coloured when that is a terminal and nobody asked for plain text (no-color.org).</summary>
    public static MarkedText ForConsole()
        => new(Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Writes a line.</summary>
    public void Write(string line = "") => output.WriteLine(line);

    /// <summary>Writes a line in the colour of a grade.</summary>
    public void Write(Grade grade, string line) => output.WriteLine(Coloured(grade, line));

    /// <summary>Writes a message about a place, and the line that it is on.</summary>
    public void Write(string file, string text, TextSpan span, Grade grade, string word, string message)
    {
        var at = span.Start;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}:{at.Line}:{at.Column}: {Coloured(grade, word)}: {message}"));
        Mark(text, span, grade);
    }

    /// <summary>Writes the line of a place with the place marked below it.</summary>
    public void Mark(string text, TextSpan span, Grade grade)
    {
        var lines = text.Split('\n');
        if (span.Start.Line < 1 || span.Start.Line > lines.Length)
        {
            return;
        }

        var line = lines[span.Start.Line - 1].TrimEnd('\r');
        var from = Math.Clamp(span.Start.Column - 1, 0, line.Length);
        var to = span.End.Line == span.Start.Line ? Math.Clamp(span.End.Column - 1, from, line.Length) : line.Length;

        // A policy on one line is common: what stands around the place is shown, not all of it.
        var first = line.Length <= WidthMax ? 0 : Math.Clamp(from - (WidthMax / 3), 0, line.Length - WidthMax);
        var shown = line.Substring(first, Math.Min(WidthMax, line.Length - first));
        var number = span.Start.Line.ToString(CultureInfo.InvariantCulture);
        var indent = new StringBuilder();
        foreach (var character in shown.AsSpan(0, Math.Min(from - first, shown.Length)))
        {
            indent.Append(character == '\t' ? '\t' : ' ');
        }

        var tildes = Math.Clamp(to - from - 1, 0, Math.Max(0, shown.Length - (from - first) - 1));
        output.WriteLine($" {number} | {shown}");
        output.WriteLine($" {new string(' ', number.Length)} | {indent}{Coloured(grade, "^" + new string('~', tildes))}");
    }

    private string Coloured(Grade grade, string text) => !isColoured ? text : grade switch
    {
        Grade.Error => $"\e[1;31m{text}\e[0m",
        Grade.Warning => $"\e[1;33m{text}\e[0m",
        Grade.Hint => $"\e[1;36m{text}\e[0m",
        _ => $"\e[1;32m{text}\e[0m",
    };
}
