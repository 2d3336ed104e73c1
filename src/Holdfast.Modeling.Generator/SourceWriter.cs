using System.Globalization;
using System.Text;

namespace Holdfast.Modeling.Generator;

/// <summary>Writes indented source; lines end as the repository's do, on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or an empty one.</summary>
    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Writes lines as they are, without indentation, as raw string literals need.</summary>
    public SourceWriter Raw(string lines)
    {
        _text.Append(lines).Append('\n');
        return this;
    }

    /// <summary>Opens a block under a heading.</summary>
    public SourceWriter Open(string heading)
    {
        Line(heading);
        Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes the block.</summary>
    public SourceWriter Close(string tail = "")
    {
        _depth--;
        return Line("}" + tail);
    }

    public override string ToString() => _text.ToString();

    /// <summary>Writes a string as a C# literal.</summary>
    public static string Literal(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default:
                    text.Append(c is < ' ' or > '~' ? Escape(c) : c.ToString());
                    break;
            }
        }

        return text.Append('"').ToString();
    }

    private static string Escape(char c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);
}
