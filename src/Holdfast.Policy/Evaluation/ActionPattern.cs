using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// One pattern of an Action element. Most are settled by comparing one machine word: a whole name by its hash, a prefix
/// by the first eight characters.
/// </summary>
internal readonly struct ActionPattern
{
    private readonly ulong _bits;
    private readonly ulong _mask;
    private readonly string? _text;
    private readonly Form _form;

    private ActionPattern(Form form, ulong bits, ulong mask, string? text) =>
        (_form, _bits, _mask, _text) = (form, bits, mask, text);

    private enum Form : byte
    {
        Every,
        Name,
        ShortPrefix,
        LongPrefix,
        NamePattern,
        WholePattern,
    }

    /// <summary>
    /// Compiles a pattern; <paramref name="service"/> is the hash of the service it is limited to, or null where it may
    /// match actions of any service.
    /// </summary>
    public static ActionPattern Compile(string pattern, out ulong? service)
    {
        service = null;
        if (pattern is "*" or "*:*")
        {
            return new(Form.Every, 0, 0, null);
        }

        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || pattern.AsSpan(0, colon).ContainsAny('*', '?'))
        {
            return new(Form.WholePattern, 0, 0, Wildcard.Compile(pattern));
        }

        service = TextHash.IgnoreCase(pattern.AsSpan(0, colon));
        return CompileName(pattern[(colon + 1)..]);
    }

    /// <summary>Whether it matches an action of the service it is limited to.</summary>
    public bool IsMatch(in ActionName action) => _form switch
    {
        Form.Every => true,
        Form.Name => action.NameHash == _bits && action.Name.Equals(_text, StringComparison.OrdinalIgnoreCase),
        Form.ShortPrefix => (action.Head & _mask) == _bits,
        Form.LongPrefix => action.Head == _bits
            && action.Name.StartsWith(_text.AsSpan(), StringComparison.OrdinalIgnoreCase),
        Form.NamePattern => Wildcard.IsMatchIgnoreCase(_text, action.Name),
        _ => Wildcard.IsMatchIgnoreCase(_text, action.Text),
    };

    private static ActionPattern CompileName(string name)
    {
        var wildcard = name.AsSpan().IndexOfAny('*', '?');
        if (wildcard < 0)
        {
            return new(Form.Name, TextHash.IgnoreCase(name), 0, name);
        }

        var prefix = name[..wildcard];
        if (wildcard != name.Length - 1 || name[wildcard] != '*' || !prefix.All(char.IsAscii))
        {
            return new(Form.NamePattern, 0, 0, Wildcard.Compile(name));
        }

        var head = ActionName.HeadOf(prefix);
        return prefix.Length switch
        {
            0 => new(Form.Every, 0, 0, null),
            < ActionName.HeadLength => new(Form.ShortPrefix, head, (1ul << (8 * prefix.Length)) - 1, null),
            ActionName.HeadLength => new(Form.ShortPrefix, head, ulong.MaxValue, null),
            _ => new(Form.LongPrefix, head, 0, prefix),
        };
    }
}
