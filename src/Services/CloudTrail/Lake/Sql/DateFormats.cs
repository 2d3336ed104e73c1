using System.Text;

namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>Writes the formats of dates that Trino's functions take as DuckDB writes them.</summary>
internal static class DateFormats
{
    private static readonly (string Joda, string Ours)[] s_joda =
    [
        ("yyyy", "%Y"), ("YYYY", "%Y"), ("yy", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("M", "%-m"), ("dd", "%d"), ("d", "%-d"), ("DDD", "%j"), ("EEEE", "%A"), ("EEE", "%a"),
        ("HH", "%H"), ("H", "%-H"), ("hh", "%I"), ("h", "%-I"), ("mm", "%M"), ("m", "%-M"), ("ss", "%S"), ("s", "%-S"), ("SSS", "%g"), ("a", "%p"), ("Z", "%z"), ("y", "%Y"), ("E", "%a"),
    ];

    /// <summary>A format of MySQL's, which <c>date_format</c> and <c>date_parse</c> take.</summary>
    public static string OfMySql(string format)
    {
        var text = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || ++at == format.Length)
            {
                text.Append(format[Math.Min(at, format.Length - 1)]);
                continue;
            }

            text.Append(format[at] switch
            {
                'M' => "%B",
                'i' => "%M",
                's' => "%S",
                'T' => "%H:%M:%S",
                'r' => "%I:%M:%S %p",
                'h' => "%I",
                'W' => "%A",
                'e' => "%-d",
                'c' => "%-m",
                'k' => "%-H",
                'l' => "%-I",
                'v' => "%V",
                'x' => "%G",
                var same => $"%{same}",
            });
        }

        return text.ToString();
    }

    /// <summary>A format of Joda's, which <c>format_datetime</c> and <c>parse_datetime</c> take.</summary>
    /// <exception cref="InvalidQueryStatementException">It has letters that mean nothing here.</exception>
    public static string OfJoda(string format)
    {
        var text = new StringBuilder();
        for (var at = 0; at < format.Length;)
        {
            if (format[at] == '\'')
            {
                var end = format.IndexOf('\'', at + 1);
                end = end < 0 ? format.Length : end;
                text.Append(end == at + 1 ? "'" : format[(at + 1)..end]);
                at = Math.Min(end + 1, format.Length);
            }
            else if (!char.IsAsciiLetter(format[at]))
            {
                text.Append(format[at] == '%' ? "%%" : format[at].ToString());
                at++;
            }
            else
            {
                var (joda, ours) = Array.Find(s_joda, known => string.CompareOrdinal(format, at, known.Joda, 0, known.Joda.Length) == 0);
                text.Append(ours ?? throw QueryTranslator.Invalid($"Invalid format: \"{format}\""));
                at += joda.Length;
            }
        }

        return text.ToString();
    }
}
