using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// Which statements of a policy can be about an action: those that name its service, found by the service's hash, and
/// those that may be about any service.
/// </summary>
internal sealed class ActionIndex
{
    private readonly ulong _filter;
    private readonly ulong[] _services;
    private readonly int[] _ends;
    private readonly ActionEntry[] _named;

    public ActionIndex(IReadOnlyList<PolicyElement?> elements)
    {
        var named = new List<(ulong Service, ActionEntry Entry)>();
        var any = new List<ActionEntry>();
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i] is { IsNegated: true } negated)
            {
                any.Add(new(i, Exceptions(negated)));
                continue;
            }

            foreach (var value in elements[i]?.Values ?? [])
            {
                var pattern = ActionPattern.Compile(value.Value, out var service);
                if (service is { } hash)
                {
                    named.Add((hash, new(i, pattern)));
                }
                else
                {
                    any.Add(new(i, pattern));
                }
            }
        }

        var groups = named.GroupBy(static n => n.Service).ToArray();
        _services = [.. groups.Select(static g => g.Key)];
        _ends = new int[groups.Length];
        var end = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            end += groups[i].Count();
            _ends[i] = end;
            _filter |= Bit(groups[i].Key);
        }

        _named = [.. groups.SelectMany(static g => g.Select(static n => n.Entry))];
        AnyService = [.. any];
    }

    /// <summary>Entries that may be about actions of any service, in the order of the document.</summary>
    public ActionEntry[] AnyService { get; }

    /// <summary>Entries that name a service, in the order of the document.</summary>
    public ReadOnlySpan<ActionEntry> Of(ulong service)
    {
        if ((_filter & Bit(service)) == 0)
        {
            return default;
        }

        var index = _services.AsSpan().IndexOf(service);
        if (index < 0)
        {
            return default;
        }

        var start = index == 0 ? 0 : _ends[index - 1];
        return _named.AsSpan(start, _ends[index] - start);
    }

    private static ulong Bit(ulong service) => 1ul << (int)(service >> 58);

    private static ActionException[] Exceptions(PolicyElement element) =>
    [
        .. element.Values.Select(static v =>
        {
            var pattern = ActionPattern.Compile(v.Value, out var service);
            return new ActionException(service, pattern);
        }),
    ];
}

/// <summary>One pattern with the statement it belongs to; or, for NotAction, all patterns of the statement.</summary>
internal readonly struct ActionEntry
{
    private readonly ActionPattern _pattern;
    private readonly ActionException[]? _exceptions;

    public ActionEntry(int statement, ActionPattern pattern) => (Statement, _pattern) = (statement, pattern);

    public ActionEntry(int statement, ActionException[] exceptions) => (Statement, _exceptions) = (statement, exceptions);

    public int Statement { get; }

    public bool IsMatch(in ActionName action)
    {
        if (_exceptions is null)
        {
            return _pattern.IsMatch(in action);
        }

        foreach (ref readonly var exception in _exceptions.AsSpan())
        {
            if (exception.IsMatch(in action))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One pattern of a NotAction element.</summary>
internal readonly struct ActionException(ulong? service, ActionPattern pattern)
{
    private readonly ulong _service = service ?? 0;
    private readonly bool _anyService = service is null;
    private readonly ActionPattern _pattern = pattern;

    public bool IsMatch(in ActionName action) =>
        (_anyService || _service == action.Service) && _pattern.IsMatch(in action);
}
