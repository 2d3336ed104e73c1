using System.Buffers;
using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Xml;

/// <summary>Reads members out of an XML body.</summary>
/// <remarks>The name of the outermost element does not matter, as it does not to S3.</remarks>
internal sealed class XmlBodyReader : RequestReader
{
    [ThreadStatic]
    private static XmlBodyReader? t_idle;

    private readonly XmlTree _tree = new();
    private byte[] _decoded = [];
    private int _current;
    private bool _bodyOnly;
    private bool _isFlat;

    private XmlBodyReader()
    {
    }

    /// <summary>Opens a body.</summary>
    /// <param name="body">The bytes; none stand for a structure without members.</param>
    /// <param name="bodyOnly">Whether the outermost structure has members in other places, which the body does not carry.</param>
    public static XmlBodyReader Open(ReadOnlyMemory<byte> body, bool bodyOnly)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        try
        {
            reader._bodyOnly = bodyOnly;
            reader._tree.Parse(body.Span.ContainsAnyExcept(" \t\r\n"u8) ? body : "<a/>"u8.ToArray());
            reader._current = reader._tree.Root;
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void BeginStructure(Member at)
    {
        var node = _current;
        ref var frame = ref Push(at);
        frame.Node = node;
        frame.Cursor = _tree.FirstChild(node);
    }

    /// <inheritdoc/>
    public override void BeginList(Member at) => BeginEntries(at);

    /// <inheritdoc/>
    public override void BeginMap(Member at) => BeginEntries(at);

    /// <inheritdoc/>
    public override bool TryReadNull() => false;

    /// <inheritdoc/>
    public override int ReadInteger(Member at)
        => TextValues.TryParse(Scalar(), out long value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override long ReadLong(Member at) => TextValues.TryParse(Scalar(), out long value) ? value : throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override float ReadFloat(Member at) => (float)ReadDouble(at);

    /// <inheritdoc/>
    public override double ReadDouble(Member at)
        => TextValues.TryParse(Scalar(), out double value) ? value : throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override bool ReadBoolean(Member at)
        => TextValues.TryParse(Scalar(), out bool value) ? value : throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override DateTimeOffset ReadTimestamp(Member at)
        => Timestamps.TryParse(Scalar(), Timestamps.FormatAt(at, TimestampFormat.Iso8601), out var value)
            ? value
            : throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBlob(Member at)
        => Base64Values.TryDecode(Scalar(), out var bytes) ? bytes : throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override Stream ReadStream(Member at) => throw XmlTree.Malformed();

    /// <inheritdoc/>
    public override JsonElement ReadDocument(Member at) => throw XmlTree.Malformed();

    /// <inheritdoc/>
    private protected override MalformedRequestException Malformed(string message) => XmlTree.Malformed();

    /// <inheritdoc/>
    private protected override Member? NextMemberCore()
    {
        ref var top = ref Top;
        while (top.Cursor != XmlTree.Nothing)
        {
            _current = top.Cursor;
            top.Cursor = _tree.NextSibling(_current);

            // A flattened list was read whole where its first element stands.
            if (!_tree.IsRead(_current) && Find(ref top) is { } member)
            {
                _isFlat = member.IsFlattened && member.Target.Kind is ShapeKind.List or ShapeKind.Map;
                return member;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    private protected override bool NextElementCore()
    {
        ref var top = ref Top;
        _current = top.Cursor;
        if (_current == XmlTree.Nothing)
        {
            return false;
        }

        if (top.Node != XmlTree.Nothing)
        {
            _tree.MarkRead(_current);
        }

        top.Cursor = NextEntryNode(_tree.NextSibling(_current), top.Node);
        return true;
    }

    /// <inheritdoc/>
    private protected override bool NextEntryCore(out string key)
    {
        if (!NextElementCore())
        {
            key = "";
            return false;
        }

        var entry = _current;
        var map = Top.At.Target;
        _current = _tree.FindChild(entry, map.Key.HasWireName ? map.Key.WireName : "key");
        key = _current == XmlTree.Nothing ? throw XmlTree.Malformed() : ReadStringCore(map.Key);
        _current = _tree.FindChild(entry, map.Value.HasWireName ? map.Value.WireName : "value");
        return _current == XmlTree.Nothing ? throw XmlTree.Malformed() : true;
    }

    /// <inheritdoc/>
    private protected override string ReadStringCore(Member at) => Encoding.UTF8.GetString(Scalar());

    /// <inheritdoc/>
    private protected override void Release()
    {
        _tree.Release();
        if (_decoded.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_decoded);
            _decoded = [];
        }

        t_idle = this;
    }

    // A flattened list's entries are all the elements of one name; any other's are what its element holds.
    private void BeginEntries(Member at)
    {
        var isFlat = _isFlat;
        _isFlat = false;
        var node = _current;
        ref var frame = ref Push(at);
        frame.Node = isFlat ? node : XmlTree.Nothing;
        frame.Cursor = isFlat ? node : NextEntryNode(_tree.FirstChild(node), XmlTree.Nothing);
    }

    private int NextEntryNode(int node, int like)
    {
        while (node != XmlTree.Nothing
            && (_tree.IsAttribute(node) || (like != XmlTree.Nothing && !_tree.Name(node).SequenceEqual(_tree.Name(like)))))
        {
            node = _tree.NextSibling(node);
        }

        return node;
    }

    private Member? Find(ref Frame top)
    {
        var name = _tree.Name(_current);
        var isAttribute = _tree.IsAttribute(_current);
        var members = top.At.Target.Members;
        for (var n = 0; n < members.Length; n++)
        {
            var i = top.Hint + n;
            i = i < members.Length ? i : i - members.Length;
            var member = members[i];
            if (member.IsXmlAttribute == isAttribute && IsNamed(member, name)
                && (!_bodyOnly || Depth > 1 || member.Location is MemberLocation.Body))
            {
                top.Hint = i;
                return member;
            }
        }

        return null;
    }

    // The model writes an attribute with its prefix, as in xsi:type; a client may bind another one.
    private static bool IsNamed(Member member, ReadOnlySpan<byte> name)
    {
        var wireName = member.WireName.AsSpan();
        var colon = wireName.IndexOf(':');
        wireName = wireName[(colon + 1)..];
        return name.Length == wireName.Length && Ascii.Equals(name, wireName);
    }

    private ReadOnlySpan<byte> Scalar()
    {
        if (!_tree.IsAttribute(_current) && _tree.HasElements(_current))
        {
            throw XmlTree.Malformed();
        }

        var raw = _tree.RawText(_current);
        if (XmlText.IsPlain(raw))
        {
            return raw;
        }

        if (_decoded.Length < raw.Length)
        {
            ArrayPool<byte>.Shared.Return(_decoded);
            _decoded = ArrayPool<byte>.Shared.Rent(raw.Length);
        }

        return _decoded.AsSpan(0, XmlText.Decode(raw, _decoded));
    }
}
