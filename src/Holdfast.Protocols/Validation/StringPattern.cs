using System.Text.RegularExpressions;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Validation;

/// <summary>A pattern of a model, matched against the whole of a text as AWS does it.</summary>
/// <remarks>
/// Most patterns are one character class with a count, which needs no regular expression engine at all.
/// The rest run without backtracking where they can, so that no input makes them slow; the few with a lookaround have a time limit.
/// </remarks>
internal abstract class StringPattern
{
    /// <summary>How long a pattern that may backtrack is allowed to take.</summary>
    public static readonly TimeSpan MatchTimeMax = TimeSpan.FromMilliseconds(100);

    /// <summary>Gives the pattern of a shape, compiled when first asked for.</summary>
    public static StringPattern Of(Shape shape) => shape.CompiledPattern ??= Compile(shape.Pattern!);

    /// <summary>Compiles a pattern; one that cannot be understood lets everything pass.</summary>
    public static StringPattern Compile(string pattern)
    {
        // Java reads this as the range of all characters beyond the first plane; in UTF-16 these are pairs of surrogates.
        pattern = pattern.Replace(@"\uD800\uDC00-\uDBFF\uDFFF", @"\uD800-\uDFFF", StringComparison.OrdinalIgnoreCase);
        if (CharacterClass.TryParse(pattern) is { } simple)
        {
            return simple;
        }

        var translated = $@"\A(?:{PatternTranslation.ToDotNet(pattern)})\z";
        try
        {
            return new Expression(new(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException)
        {
            return new Expression(new(translated, RegexOptions.CultureInvariant, MatchTimeMax));
        }
        catch (RegexParseException)
        {
            return new Anything();
        }
    }

    /// <summary>Says whether a text matches.</summary>
    public abstract bool IsMatch(string text);

    private sealed class Expression(Regex regex) : StringPattern
    {
        public override bool IsMatch(string text)
        {
            try
            {
                return regex.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>Stands for a pattern that cannot be understood.</summary>
    internal sealed class Anything : StringPattern
    {
        public override bool IsMatch(string text) => true;
    }
}
