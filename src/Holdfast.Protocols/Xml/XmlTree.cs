using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Xml;

/// <summary>An XML body as places in its own bytes: names, ranges of text, and who stands in whom.</summary>
/// <remarks>
/// Enough of XML for what AWS clients send, and no more: no document type, hence no entity but the five,
/// prefixes of names cut off, one pass, no recursion. Text becomes strings only where it is read.
/// </remarks>
internal sealed class XmlTree
{
    /// <summary>The place that every absent one stands for.</summary>
    public const int Nothing = 0;

    private ReadOnlyMemory<byte> _memory;
    private XmlNode[] _nodes = [];
    private int _count;

    /// <summary>The outermost element.</summary>
    public int Root { get; private set; }

    /// <summary>Makes the tree of a body.</summary>
    public void Parse(ReadOnlyMemory<byte> body)
    {
        _memory = body;
        _nodes = ArrayPool<XmlNode>.Shared.Rent(32);
        _nodes[Nothing] = default;
        _count = 1;
        Root = Nothing;
        if (!Utf8.IsValid(body.Span))
        {
            throw Malformed();
        }

        ParseAll(body.Span);
    }

    /// <summary>Gives the first element or attribute in another, or <see cref="Nothing"/>.</summary>
    public int FirstChild(int node) => _nodes[node].FirstChild;

    /// <summary>Gives the next one beside another, or <see cref="Nothing"/>.</summary>
    public int NextSibling(int node) => _nodes[node].NextSibling;

    /// <summary>Gives the name without its prefix.</summary>
    public ReadOnlySpan<byte> Name(int node) => _memory.Span.Slice(_nodes[node].NameStart, _nodes[node].NameLength);

    /// <summary>Says whether it is an attribute.</summary>
    public bool IsAttribute(int node) => _nodes[node].IsAttribute;

    /// <summary>Says whether there is an element within.</summary>
    public bool HasElements(int node)
    {
        for (var child = FirstChild(node); child != Nothing; child = NextSibling(child))
        {
            if (!IsAttribute(child))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives what stands between an element's tags, or in an attribute's quotes, as it was sent.</summary>
    public ReadOnlySpan<byte> RawText(int node)
        => _memory.Span.Slice(_nodes[node].TextStart, _nodes[node].TextLength);

    /// <summary>Finds an element by its name.</summary>
    public int FindChild(int node, string name)
    {
        for (var child = FirstChild(node); child != Nothing; child = NextSibling(child))
        {
            if (!IsAttribute(child) && MemberNames.Same(Name(child), name))
            {
                return child;
            }
        }

        return Nothing;
    }


    /// <summary>Says whether an element was read as part of a flattened list.</summary>
    public bool IsRead(int node) => _nodes[node].IsRead;

    /// <summary>Notes that an element was read as part of a flattened list.</summary>
    public void MarkRead(int node) => _nodes[node].IsRead = true;

    /// <summary>Gives back what was rented.</summary>
    public void Release()
    {
        ArrayPool<XmlNode>.Shared.Return(_nodes);
        _nodes = [];
        _memory = default;
    }

    /// <summary>Makes the exception for a body that is not XML, in S3's words.</summary>
    public static MalformedRequestException Malformed()
        => new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    private void ParseAll(ReadOnlySpan<byte> text)
    {
        Span<int> open = stackalloc int[Bounds.DepthMax + 1];
        var depth = 0;
        var position = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (position < text.Length)
        {
            var next = text[position..].IndexOf((byte)'<');
            var between = next < 0 ? text[position..] : text.Slice(position, next);
            if (depth == 0 ? between.ContainsAnyExcept(" \t\r\n"u8) : !XmlText.IsValid(between))
            {
                throw Malformed();
            }

            if (next < 0)
            {
                break;
            }

            position += next;
            var rest = text[position..];
            if (rest.StartsWith("</"u8))
            {
                position = CloseElement(text, position, open, ref depth);
            }
            else if (rest.StartsWith("<!--"u8))
            {
                position = Behind(text, position + 4, "-->"u8);
            }
            else if (rest.StartsWith("<![CDATA["u8) && depth > 0)
            {
                position = Behind(text, position + 9, "]]>"u8);
            }
            else if (rest.StartsWith("<?"u8))
            {
                position = Behind(text, position + 2, "?>"u8);
            }
            else
            {
                position = OpenElement(text, position, open, ref depth);
            }
        }

        if (depth != 0 || Root == Nothing)
        {
            throw Malformed();
        }
    }

    private int CloseElement(ReadOnlySpan<byte> text, int position, Span<int> open, ref int depth)
    {
        var end = text[position..].IndexOf((byte)'>');
        if (end < 0 || depth == 0)
        {
            throw Malformed();
        }

        ref var node = ref _nodes[open[--depth]];
        var name = text.Slice(position + 2, end - 2).TrimEnd(" \t\r\n"u8);
        if (!name.SequenceEqual(text.Slice(node.FullNameStart, node.NameStart + node.NameLength - node.FullNameStart)))
        {
            throw Malformed();
        }

        node.TextLength = position - node.TextStart;
        return position + end + 1;
    }

    private int OpenElement(ReadOnlySpan<byte> text, int position, Span<int> open, ref int depth)
    {
        if (depth == 0 && Root != Nothing)
        {
            throw Malformed();
        }

        var start = position + 1;
        var length = NameLength(text[start..]);
        if (length == 0 || depth == open.Length - 1)
        {
            throw Malformed();
        }

        var node = Append(depth == 0 ? Nothing : open[depth - 1], text, start, length, isAttribute: false);
        Root = depth == 0 ? node : Root;
        position = ParseAttributes(text, node, start + length);
        if (text[position] == (byte)'/')
        {
            if (position + 1 >= text.Length || text[position + 1] != (byte)'>')
            {
                throw Malformed();
            }

            _nodes[node].TextStart = position;
            return position + 2;
        }

        _nodes[node].TextStart = position + 1;
        open[depth++] = node;
        return position + 1;
    }

    // Gives the position of the tag's end: of its slash or its bracket.
    private int ParseAttributes(ReadOnlySpan<byte> text, int node, int position)
    {
        for (var number = 0; number <= Bounds.XmlAttributesMax; number++)
        {
            var space = text[position..].IndexOfAnyExcept(" \t\r\n"u8);
            if (space < 0)
            {
                throw Malformed();
            }

            position += space;
            if (text[position] is (byte)'>' or (byte)'/')
            {
                return position;
            }

            var length = NameLength(text[position..]);
            var name = position;
            position += length;
            position += Math.Max(0, text[position..].IndexOfAnyExcept(" \t\r\n"u8));
            if (space == 0 || length == 0 || position >= text.Length || text[position] != (byte)'=')
            {
                throw Malformed();
            }

            position++;
            position += Math.Max(0, text[position..].IndexOfAnyExcept(" \t\r\n"u8));
            if (position >= text.Length || text[position] is not ((byte)'"' or (byte)'\''))
            {
                throw Malformed();
            }

            var end = text[(position + 1)..].IndexOf(text[position]);
            if (end < 0 || text.Slice(position + 1, end).Contains((byte)'<') || !XmlText.IsValid(text.Slice(position + 1, end)))
            {
                throw Malformed();
            }

            var attribute = Append(node, text, name, length, isAttribute: true);
            _nodes[attribute].TextStart = position + 1;
            _nodes[attribute].TextLength = end;
            position += end + 2;
        }

        throw Malformed();
    }

    private int Append(int parent, ReadOnlySpan<byte> text, int start, int length, bool isAttribute)
    {
        if (_count > Bounds.XmlNodesMax)
        {
            throw Malformed();
        }

        if (_count == _nodes.Length)
        {
            var larger = ArrayPool<XmlNode>.Shared.Rent(_count * 2);
            _nodes.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<XmlNode>.Shared.Return(_nodes);
            _nodes = larger;
        }

        var prefix = text.Slice(start, length).IndexOf((byte)':') + 1;
        ref var node = ref _nodes[_count];
        node = new() { FullNameStart = start, NameStart = start + prefix, NameLength = length - prefix, IsAttribute = isAttribute };
        if (parent != Nothing)
        {
            ref var above = ref _nodes[parent];
            if (above.FirstChild == Nothing)
            {
                above.FirstChild = _count;
            }
            else
            {
                _nodes[above.LastChild].NextSibling = _count;
            }

            above.LastChild = _count;
        }

        return _count++;
    }

    private static int Behind(ReadOnlySpan<byte> text, int position, ReadOnlySpan<byte> end)
    {
        var found = text[position..].IndexOf(end);
        return found < 0 ? throw Malformed() : position + found + end.Length;
    }

    private static int NameLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny(s_nameEnds);
        return length < 0 ? text.Length : length;
    }

    private static readonly SearchValues<byte> s_nameEnds = SearchValues.Create(" \t\r\n/>=<!&\"'?;"u8);

    [StructLayout(LayoutKind.Auto)]
    private struct XmlNode
    {
        public int FullNameStart;
        public int NameStart;
        public int NameLength;
        public int TextStart;
        public int TextLength;
        public int FirstChild;
        public int LastChild;
        public int NextSibling;
        public bool IsAttribute;
        public bool IsRead;
    }
}
