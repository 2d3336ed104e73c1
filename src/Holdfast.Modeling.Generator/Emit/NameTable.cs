using System.Globalization;
using System.Text;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>Gives out C# names in one scope: each once, a second claim gets a number.</summary>
internal sealed class NameTable(params string[] reserved)
{
    /// <summary>The names that every class has already.</summary>
    public static readonly string[] OfObject =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>Claims a name, as near to the one wished for as is free.</summary>
    /// <param name="name">The name wished for.</param>
    /// <param name="suffix">What is appended first when the name is taken.</param>
    public string Claim(string name, string suffix = "")
    {
        if (_taken.Add(name))
        {
            return name;
        }

        if (suffix.Length > 0 && _taken.Add(name + suffix))
        {
            return name + suffix;
        }

        for (var number = 2; ; number++)
        {
            var numbered = name + suffix + number.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(numbered))
            {
                return numbered;
            }
        }
    }

    /// <summary>Turns a name of the model, or a value of an enumeration, into an identifier: <c>us-east-1</c> into <c>UsEast1</c>.</summary>
    public static string Pascal(string name)
    {
        // A name all in capitals is words in capitals: SERVICE_LEVEL. Any other keeps its capitals: MFADelete.
        var shouts = name.IndexOf('_') >= 0 && !name.Any(char.IsLower);
        var text = new StringBuilder();
        var starts = true;
        foreach (var c in name)
        {
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9'))
            {
                starts = true;
                continue;
            }

            text.Append(starts ? char.ToUpperInvariant(c) : shouts ? char.ToLowerInvariant(c) : c);
            starts = false;
        }

        if (text.Length == 0)
        {
            return "Empty";
        }

        return char.IsDigit(text[0]) ? text.Insert(0, '_').ToString() : text.ToString();
    }
}
