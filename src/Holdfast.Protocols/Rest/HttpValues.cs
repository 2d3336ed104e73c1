using System.Text;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Rest;

/// <summary>The values that a REST request carries outside its body: the one at hand, and the way to the next.</summary>
internal sealed class HttpValues
{
    private readonly List<KeyValuePair<string, string>> _query = [];
    private readonly List<string> _elements = [];
    private readonly List<KeyValuePair<string, string>> _entries = [];
    private RequestParts _request = null!;
    private int _next;

    /// <summary>The text at hand.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The format of instants where the text at hand stands.</summary>
    public TimestampFormat TimestampFormat { get; private set; }

    /// <summary>Takes a request; fails when its query string is not validly encoded or has too many parameters.</summary>
    public bool TryOpen(RequestParts request)
    {
        _request = request;
        if (request.RawQuery.Length > Bounds.QueryCharactersMax)
        {
            return false;
        }

        foreach (var range in request.RawQuery.AsSpan().Split('&'))
        {
            var part = request.RawQuery.AsSpan(range);
            if (part.IsEmpty)
            {
                continue;
            }

            var equals = part.IndexOf('=');
            if (_query.Count == Bounds.QueryParametersMax
                || !PercentDecoding.TryDecode(equals < 0 ? part : part[..equals], plusIsSpace: true, out var key)
                || !PercentDecoding.TryDecode(equals < 0 ? [] : part[(equals + 1)..], plusIsSpace: true, out var value))
            {
                return false;
            }

            _query.Add(new(key, value));
        }

        return true;
    }

    /// <summary>Forgets the request.</summary>
    public void Release()
    {
        _query.Clear();
        _elements.Clear();
        _entries.Clear();
        _request = null!;
        Text = "";
    }

    /// <summary>Looks for a member's value where its location says, and takes it to hand.</summary>
    public bool TryFind(Member member)
    {
        _next = 0;
        _elements.Clear();
        _entries.Clear();
        TimestampFormat = member.Location is MemberLocation.Header ? TimestampFormat.Rfc822 : TimestampFormat.Iso8601;
        switch (member.Location)
        {
            case MemberLocation.Header:
                return Take(_request.Headers.Find(member.WireName))
                    && (Text.Length > 0 || member.Target.Kind is ShapeKind.String);
            case MemberLocation.Uri:
                return Take(_request.Labels.Find(member.WireName));
            case MemberLocation.Headers:
                foreach (var (name, value) in _request.Headers.WithPrefix(member.WireName))
                {
                    _entries.Add(new(name[member.WireName.Length..], value));
                }

                return _entries.Count > 0;
            case MemberLocation.QueryString:
                return TryFindInQuery(member);
            default:
                return false;
        }
    }

    /// <summary>Makes elements of the text at hand, when it is a header's; those of the query string are apart already.</summary>
    public void BeginList(Member at)
    {
        _next = 0;
        if (at.Location is MemberLocation.Header)
        {
            HeaderLists.Split(Text, at.Target.Element, _elements);
        }
        else if (_elements.Count == 0)
        {
            _elements.Add(Text);
        }
    }

    /// <summary>Takes the next element to hand.</summary>
    public bool NextElement() => _next < _elements.Count && Take(_elements[_next++]);

    /// <summary>Takes the next entry to hand.</summary>
    public bool NextEntry(out string key)
    {
        if (_next == _entries.Count)
        {
            key = "";
            return false;
        }

        (key, var value) = _entries[_next++];
        return Take(value);
    }

    /// <summary>Gives the text at hand as bytes, when it is short enough to be a number or a truth.</summary>
    public ReadOnlySpan<byte> Small(Span<byte> into)
        => Encoding.UTF8.TryGetBytes(Text, into, out var length) ? into[..length] : default;

    private bool TryFindInQuery(Member member)
    {
        var isFound = false;
        foreach (var (key, value) in _query)
        {
            if (member.Target.Kind is ShapeKind.Map)
            {
                _entries.Add(new(key, value));
                isFound = true;
            }
            else if (key == member.WireName)
            {
                Text = value;
                isFound = true;
                if (member.Target.Kind is ShapeKind.List)
                {
                    _elements.Add(value);
                }
            }
        }

        return isFound;
    }

    private bool Take(string? text)
    {
        Text = text ?? "";
        return text is not null;
    }
}
