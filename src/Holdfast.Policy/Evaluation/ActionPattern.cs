using System.Runtime.InteropServices;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// One pattern of an Action element, or all of a NotAction element. Most are settled by comparing one machine word, the
/// first characters of the action's name.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ActionPattern
{
    private readonly ulong _head;
    private readonly ulong _mask;
    private readonly object? _beyond;
    private readonly Form _form;

    private ActionPattern(Form form, ulong head, ulong mask, object? beyond) =>
        (_form, _head, _mask, _beyond) = (form, head, mask, beyond);

    private enum Form : byte
    {
        // Settled by the head alone.
        Head,
        Name,
        LongPrefix,
        NamePattern,
        WholePattern,
        Exceptions,
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
            return new(Form.Head, 0, 0, null);
        }

        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || pattern.AsSpan(0, colon).ContainsAny('*', '?'))
        {
            return new(Form.WholePattern, 0, 0, Wildcard.Compile(pattern));
        }

        service = TextHash.IgnoreCase(pattern.AsSpan(0, colon));
        return CompileName(pattern[(colon + 1)..]);
    }

    /// <summary>Compiles a NotAction element, which matches what none of its patterns does.</summary>
    public static ActionPattern CompileExceptions(PolicyElement element) => new(
        Form.Exceptions, 0, 0, element.Values.Select(static v => new ActionException(v.Value)).ToArray());

    /// <summary>Whether it matches an action of the service it is limited to.</summary>
    public bool IsMatch(in ActionName action) =>
        (action.Head & _mask) == _head && (_form == Form.Head || IsMatchBeyondHead(in action));

    private static ActionPattern CompileName(string name)
    {
        if (!name.All(char.IsAscii))
        {
            return new(Form.NamePattern, 0, 0, Wildcard.Compile(name));
        }

        var wildcard = name.AsSpan().IndexOfAny('*', '?');
        var literal = wildcard < 0 ? name : name[..wildcard];
        var head = ActionName.HeadOf(literal);
        if (wildcard < 0)
        {
            // A name shorter than the head ends with nothing in it, so equal heads are equal names.
            return name.Length < ActionName.HeadLength
                ? new(Form.Head, head, ulong.MaxValue, null)
                : new(Form.Name, head, ulong.MaxValue, name);
        }

        var mask = literal.Length < ActionName.HeadLength ? (1ul << (8 * literal.Length)) - 1 : ulong.MaxValue;
        if (wildcard < name.Length - 1 || name[wildcard] != '*')
        {
            return new(Form.NamePattern, head, mask, Wildcard.Compile(name));
        }

        return literal.Length <= ActionName.HeadLength
            ? new(Form.Head, head, mask, null)
            : new(Form.LongPrefix, head, mask, literal);
    }

    private bool IsMatchBeyondHead(in ActionName action)
    {
        if (_form == Form.Exceptions)
        {
            foreach (ref readonly var exception in ((ActionException[])_beyond!).AsSpan())
            {
                if (exception.IsMatch(in action))
                {
                    return false;
                }
            }

            return true;
        }

        var text = (string)_beyond!;
        return _form switch
        {
            Form.Name => action.Name.Equals(text, StringComparison.OrdinalIgnoreCase),
            Form.LongPrefix => action.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase),
            Form.NamePattern => Wildcard.IsMatchIgnoreCase(text, action.Name),
            _ => Wildcard.IsMatchIgnoreCase(text, action.Text),
        };
    }

    /// <summary>One pattern of a NotAction element.</summary>
    private readonly struct ActionException
    {
        private readonly ulong _service;
        private readonly bool _anyService;
        private readonly ActionPattern _pattern;

        public ActionException(string pattern)
        {
            _pattern = Compile(pattern, out var service);
            _service = service ?? 0;
            _anyService = service is null;
        }

        public bool IsMatch(in ActionName action) =>
            (_anyService || _service == action.Service) && _pattern.IsMatch(in action);
    }
}
