using System.Buffers;
using Holdfast.Policy.Conditions;

namespace Holdfast.Policy.Matching;

/// <summary>
/// A text of a policy made ready for comparing: exact, a prefix, with wildcards, or with variables that the request
/// fills in (IAM User Guide, "IAM policy elements: Variables and tags").
/// </summary>
internal readonly struct TextPattern
{
    private const int StackCharacters = 512;

    private readonly string _text;
    private readonly Piece[]? _pieces;
    private readonly Form _form;

    private TextPattern(string text, Piece[]? pieces, Form form) => (_text, _pieces, _form) = (text, pieces, form);

    private enum Form : byte
    {
        Exact,
        Any,
        Prefix,
        General,
        Variable,
    }

    /// <summary>Whether it matches everything.</summary>
    public bool IsAny => _form == Form.Any;

    /// <summary>The keys its variables name.</summary>
    public IEnumerable<ConditionKey> Keys
    {
        get
        {
            foreach (var piece in _pieces ?? [])
            {
                if (piece.Key is { } key)
                {
                    yield return key;
                }
            }
        }
    }

    /// <summary>Makes a pattern for <see cref="IsArnMatch"/>.</summary>
    public static TextPattern CompileArn(string text, bool variables)
    {
        var pattern = Compile(text, wildcards: true, variables);
        return pattern._form is Form.Exact or Form.Prefix ? new(Wildcard.Compile(text), null, Form.General) : pattern;
    }

    public static TextPattern Compile(string text, bool wildcards, bool variables)
    {
        if (variables && text.Contains("${", StringComparison.Ordinal))
        {
            var pieces = PatternPieces.Parse(text, wildcards);
            if (pieces is not [{ Key: null }])
            {
                return new(text, pieces, Form.Variable);
            }

            return Constant(pieces[0].Text);
        }

        return Constant(wildcards ? Wildcard.Compile(text) : Wildcard.Neutralize(text));
    }

    /// <summary>Whether a text matches; a variable the request has no value for matches nothing.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, RequestContext context) => _form switch
    {
        Form.Exact => text.SequenceEqual(_text),
        Form.Prefix => text.StartsWith(_text.AsSpan()),
        Form.Any => true,
        Form.General => Wildcard.IsMatch(_text, text),
        _ => IsVariableMatch(text, context, Comparison.Exact),
    };

    /// <summary>As <see cref="IsMatch"/>, letter case ignored and without wildcards.</summary>
    public bool IsMatchIgnoreCase(ReadOnlySpan<char> text, RequestContext context) => _form == Form.Variable
        ? IsVariableMatch(text, context, Comparison.IgnoreCase)
        : text.Equals(_text, StringComparison.OrdinalIgnoreCase);

    /// <summary>As <see cref="IsMatch"/>, with each of the six parts of an ARN compared by itself.</summary>
    public bool IsArnMatch(ReadOnlySpan<char> text, RequestContext context) => _form switch
    {
        Form.Any => true,
        Form.Variable => IsVariableMatch(text, context, Comparison.Arn),
        _ => ArnParts.IsMatch(_text, text),
    };

    /// <summary>The keys of its variables that the request lacks.</summary>
    public void AddMissing(RequestContext context, ICollection<string> missing)
    {
        foreach (var piece in _pieces ?? [])
        {
            if (piece is { Key: { } key, Default: null } && context.IndexOf(key) < 0)
            {
                missing.Add(key.Name);
            }
        }
    }

    private static TextPattern Constant(string text)
    {
        var first = text.AsSpan().IndexOfAny(Wildcard.AnyRun, Wildcard.AnyOne);
        if (first < 0)
        {
            return new(text, null, Form.Exact);
        }

        if (first == text.Length - 1 && text[first] == Wildcard.AnyRun)
        {
            return new(text[..first], null, first == 0 ? Form.Any : Form.Prefix);
        }

        return new(text, null, Form.General);
    }

    private bool IsVariableMatch(ReadOnlySpan<char> text, RequestContext context, Comparison comparison)
    {
        if (comparison == Comparison.Exact && _pieces is [var only])
        {
            Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
            return PatternPieces.TryValue(in only, context, scratch, out var value) && text.SequenceEqual(value);
        }

        var length = PatternPieces.Length(_pieces!, context);
        if (length < 0)
        {
            return false;
        }

        char[]? rented = null;
        var buffer = length <= StackCharacters
            ? stackalloc char[StackCharacters]
            : (rented = ArrayPool<char>.Shared.Rent(length)).AsSpan();
        buffer = buffer[..length];
        PatternPieces.Write(_pieces!, context, buffer);
        var matches = comparison switch
        {
            Comparison.Exact => Wildcard.IsMatch(buffer, text),
            Comparison.Arn => ArnParts.IsMatch(buffer, text),
            _ => ((ReadOnlySpan<char>)buffer).Equals(text, StringComparison.OrdinalIgnoreCase),
        };
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return matches;
    }

    private enum Comparison
    {
        Exact,
        IgnoreCase,
        Arn,
    }
}
