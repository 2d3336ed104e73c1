using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Forms;

/// <summary>The parameters of a form as a tree: <c>Tags.member.1.Key=a</c> is four places deep.</summary>
/// <remarks>Everything lies in rented arrays: names and values are decoded in place and become strings only where they are read.</remarks>
internal sealed class FormTree
{
    /// <summary>The place that every absent one stands for.</summary>
    public const int Nothing = 0;

    /// <summary>The place that holds the whole form.</summary>
    public const int Root = 1;

    private byte[] _bytes = [];
    private int _length;
    private FormNode[] _nodes = [];
    private int _count;
    private int[] _table = [];
    private int _mask;

    /// <summary>Makes the tree of a form and, before it, of a query string.</summary>
    public void Parse(ReadOnlySpan<char> query, ReadOnlySpan<byte> form)
    {
        if (query.Length > Bounds.QueryCharactersMax)
        {
            throw new MalformedRequestException("MalformedQueryString", "The query string is too long.");
        }

        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(64, Encoding.UTF8.GetMaxByteCount(query.Length) + form.Length + 1));
        _nodes = ArrayPool<FormNode>.Shared.Rent(64);
        _nodes.AsSpan(0, 2).Clear();
        _nodes[Nothing].ValueLength = -1;
        _nodes[Root].ValueLength = -1;
        _count = 2;
        RentTable(128);
        _length = Encoding.UTF8.GetBytes(query, _bytes);
        Parse(0, _length);
        var start = _length;
        form.CopyTo(_bytes.AsSpan(start));
        _length += form.Length;
        Parse(start, _length);
    }

    /// <summary>Gives the first place under another, or <see cref="Nothing"/>.</summary>
    public int FirstChild(int node) => _nodes[node].FirstChild;

    /// <summary>Gives the next place beside another, or <see cref="Nothing"/>.</summary>
    public int NextSibling(int node) => _nodes[node].NextSibling;

    /// <summary>Gives the last part of a place's name.</summary>
    public ReadOnlySpan<byte> Name(int node) => _bytes.AsSpan(_nodes[node].NameStart, _nodes[node].NameLength);

    /// <summary>Gives the value of a place, empty when it has none.</summary>
    public ReadOnlySpan<byte> Value(int node)
        => _nodes[node].ValueLength < 0 ? default : _bytes.AsSpan(_nodes[node].ValueStart, _nodes[node].ValueLength);

    /// <summary>Says whether a place has a value of its own.</summary>
    public bool HasValue(int node) => _nodes[node].ValueLength >= 0;

    /// <summary>Finds the place of a name under another.</summary>
    public int FindChild(int node, string name)
    {
        for (var child = FirstChild(node); child != Nothing; child = NextSibling(child))
        {
            if (MemberNames.Same(Name(child), name))
            {
                return child;
            }
        }

        return Nothing;
    }

    /// <summary>Puts the numbered places under another into the order of their numbers and gives the first.</summary>
    public int OrderNumbered(int node)
    {
        long last = -1;
        var isOrdered = true;
        var count = 0;
        for (var child = FirstChild(node); child != Nothing; child = NextSibling(child))
        {
            var number = NumberOf(child);
            isOrdered &= number > last;
            last = number;
            count++;
        }

        return isOrdered ? FirstChild(node) : Reorder(node, count);
    }

    /// <summary>Gives back what was rented.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<FormNode>.Shared.Return(_nodes);
        ArrayPool<int>.Shared.Return(_table);
        (_bytes, _nodes, _table) = ([], [], []);
        _count = 0;
    }

    private int Reorder(int node, int count)
    {
        var order = ArrayPool<(long Number, int Node)>.Shared.Rent(count);
        var kept = 0;
        for (var child = FirstChild(node); child != Nothing; child = NextSibling(child))
        {
            // What is not numbered is no element; it is passed over like any unknown parameter.
            if (NumberOf(child) is >= 0 and var number)
            {
                order[kept++] = (number, child);
            }
        }

        order.AsSpan(0, kept).Sort();
        for (var i = 0; i < kept; i++)
        {
            _nodes[order[i].Node].NextSibling = i + 1 < kept ? order[i + 1].Node : Nothing;
        }

        _nodes[node].FirstChild = kept > 0 ? order[0].Node : Nothing;
        ArrayPool<(long, int)>.Shared.Return(order);
        return _nodes[node].FirstChild;
    }

    private long NumberOf(int node) => TextValues.TryParse(Name(node), out long number) && number >= 0 ? number : -1;

    private void Parse(int start, int end)
    {
        while (start < end)
        {
            var part = _bytes.AsSpan(start, end - start);
            var length = part.IndexOf((byte)'&');
            length = length < 0 ? part.Length : length;
            if (length > 0)
            {
                AddParameter(start, length);
            }

            start += length + 1;
        }
    }

    private void AddParameter(int start, int length)
    {
        var equals = _bytes.AsSpan(start, length).IndexOf((byte)'=');
        var nameLength = Decode(start, equals < 0 ? length : equals);
        var valueStart = equals < 0 ? start + length : start + equals + 1;
        var valueLength = Decode(valueStart, start + length - valueStart);
        var node = Root;
        var name = _bytes.AsSpan(start, nameLength);
        for (var depth = 0; ; depth++)
        {
            if (depth > 2 * Bounds.DepthMax)
            {
                throw FormReader.MalformedForm("A parameter is nested too deep.");
            }

            var dot = name.IndexOf((byte)'.');
            var segment = dot < 0 ? name : name[..dot];
            node = FindOrAdd(node, start, segment);
            if (dot < 0)
            {
                break;
            }

            start += dot + 1;
            name = name[(dot + 1)..];
        }

        _nodes[node].ValueStart = valueStart;
        _nodes[node].ValueLength = valueLength;
    }

    private int FindOrAdd(int parent, int start, ReadOnlySpan<byte> name)
    {
        // HashCode is seeded at random in each process, so that nobody can choose names that collide.
        var hash = new HashCode();
        hash.Add(parent);
        hash.AddBytes(name);
        var code = hash.ToHashCode();
        var slot = code & _mask;
        while (_table[slot] is not 0 and var node)
        {
            if (_nodes[node].Parent == parent && Name(node).SequenceEqual(name))
            {
                return node;
            }

            slot = (slot + 1) & _mask;
        }

        if (_count > _mask / 2)
        {
            Grow();
            return FindOrAdd(parent, start, name);
        }

        _table[slot] = _count;
        return Append(parent, start, name.Length, code);
    }

    private int Append(int parent, int start, int length, int code)
    {
        if (_count == _nodes.Length)
        {
            var larger = ArrayPool<FormNode>.Shared.Rent(_count * 2);
            _nodes.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<FormNode>.Shared.Return(_nodes);
            _nodes = larger;
        }

        _nodes[_count] = new() { NameStart = start, NameLength = length, ValueLength = -1, Parent = parent, Code = code };
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
        return _count++;
    }

    private void Grow()
    {
        if (_count >= Bounds.FormNodesMax)
        {
            throw FormReader.MalformedForm("The request has too many parameters.");
        }

        var slots = (_mask + 1) * 4;
        ArrayPool<int>.Shared.Return(_table);
        RentTable(slots);
        for (var node = Root + 1; node < _count; node++)
        {
            var slot = _nodes[node].Code & _mask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _table[slot] = node;
        }
    }

    private void RentTable(int slots)
    {
        _table = ArrayPool<int>.Shared.Rent(slots);
        _table.AsSpan(0, slots).Clear();
        _mask = slots - 1;
    }

    /// <summary>Undoes the percent-encoding in place, plus signs included, and gives the length that is left.</summary>
    private int Decode(int start, int length)
    {
        var text = _bytes.AsSpan(start, length);
        var first = text.IndexOfAny((byte)'%', (byte)'+');
        var written = first < 0 ? length : first;
        for (var i = written; i < length; i++)
        {
            var value = text[i];
            if (value == (byte)'+')
            {
                value = (byte)' ';
            }
            else if (value == (byte)'%')
            {
                if (i + 2 >= length
                    || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
                {
                    throw new MalformedRequestException("MalformedQueryString", "The query string contains a syntax error.");
                }

                i += 2;
            }

            text[written++] = value;
        }

        if (!Utf8.IsValid(text[..written]))
        {
            throw FormReader.MalformedForm("The request is not valid UTF-8.");
        }

        return written;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct FormNode
    {
        public int NameStart;
        public int NameLength;
        public int ValueStart;
        public int ValueLength;
        public int FirstChild;
        public int LastChild;
        public int NextSibling;
        public int Parent;
        public int Code;
    }
}
