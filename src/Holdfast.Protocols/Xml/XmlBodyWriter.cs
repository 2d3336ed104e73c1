using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Xml;

/// <summary>Writes values as XML, for AWS query, EC2 query and REST-XML alike.</summary>
internal sealed class XmlBodyWriter : ShapeWriter, IDisposable
{
    [ThreadStatic]
    private static XmlBodyWriter? t_idle;

    private IBufferWriter<byte> _into = null!;
    private Place[] _places = new Place[16];
    private int _depth;
    private bool _alwaysFraction;
    private bool _attributesOnly;

    private XmlBodyWriter()
    {
    }

    /// <summary>Begins a body.</summary>
    /// <param name="into">Where the bytes go.</param>
    /// <param name="alwaysFraction">Whether instants carry milliseconds even when these are zero, as EC2's and S3's do.</param>
    public static XmlBodyWriter Open(IBufferWriter<byte> into, bool alwaysFraction = false)
    {
        var writer = t_idle ?? new();
        t_idle = null;
        writer._into = into;
        writer._depth = 0;
        writer._places[0] = new() { IsStructure = true };
        writer._alwaysFraction = alwaysFraction;
        writer._attributesOnly = false;
        return writer;
    }

    /// <summary>Gives the writer back.</summary>
    public void Dispose()
    {
        _into = null!;
        Array.Clear(_places);
        t_idle = this;
    }

    /// <summary>Writes bytes that are XML already.</summary>
    public void Raw(ReadOnlySpan<byte> xml) => _into.Write(xml);

    /// <summary>Writes text escaped.</summary>
    public void Text(string text)
    {
        Span<byte> small = stackalloc byte[256];
        if (Encoding.UTF8.TryGetBytes(text, small, out var length))
        {
            XmlText.Encode(small[..length], _into);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        XmlText.Encode(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)), _into);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes a start tag, with a namespace where there is one.</summary>
    public void Open(ReadOnlySpan<char> name, string? xmlNamespace = null, string? prefix = null)
    {
        OpenUnfinished(name, xmlNamespace, prefix);
        Raw(">"u8);
    }

    /// <summary>Writes an end tag.</summary>
    public void Close(ReadOnlySpan<char> name)
    {
        Raw("</"u8);
        Name(name);
        Raw(">"u8);
    }

    /// <summary>Writes an element that holds text.</summary>
    public void Element(ReadOnlySpan<char> name, string text)
    {
        Open(name);
        Text(text);
        Close(name);
    }

    /// <summary>Writes a structure under the name that its place prescribes, or another.</summary>
    public void Structure(string name, string? xmlNamespace, string? prefix, IShape value)
    {
        OpenUnfinished(name, xmlNamespace, prefix);
        if (HasAttributes(value.Shape))
        {
            // Attributes stand in the start tag, wherever the model has them.
            _attributesOnly = true;
            Push(new() { IsStructure = true });
            value.WriteMembers(this);
            _depth--;
            _attributesOnly = false;
        }

        Raw(">"u8);
        Push(new() { IsStructure = true });
        value.WriteMembers(this);
        _depth--;
        Close(name);
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        if (!_attributesOnly)
        {
            Structure(NameOf(at), at.XmlNamespace ?? at.Target.XmlNamespace, at.XmlPrefix ?? at.Target.XmlPrefix, value);
            EndEntry();
        }
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        var element = at.Target.Element;
        var name = NameOf(at);
        var isFlat = at.IsFlattened;
        var elementName = element.HasWireName ? element.WireName : isFlat ? name : "member";
        if (!isFlat && !_attributesOnly)
        {
            Open(name, at.XmlNamespace, at.XmlPrefix);
        }

        Push(new() { Wrapper = isFlat ? null : name, Element = elementName });
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        if (_places[_depth--].Wrapper is { } name && !_attributesOnly)
        {
            Close(name);
            EndEntry();
        }
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        var name = NameOf(at);
        var map = at.Target;
        if (!at.IsFlattened && !_attributesOnly)
        {
            Open(name, at.XmlNamespace, at.XmlPrefix);
        }

        Push(new()
        {
            Wrapper = at.IsFlattened ? null : name,
            Entry = at.IsFlattened ? name : "entry",
            Element = map.Value.HasWireName ? map.Value.WireName : "value",
        });
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        if (!_attributesOnly)
        {
            Open(_places[_depth].Entry);
            Element(map.Target.Key.HasWireName ? map.Target.Key.WireName : "key", key);
        }
    }

    /// <inheritdoc/>
    public override void EndMap(Member at) => EndList(at);

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (at.IsXmlAttribute)
        {
            WriteAttribute(at, value);
        }
        else if (Begin(at))
        {
            Text(value);
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value) => WriteLong(at, value);

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        if (Begin(at))
        {
            Utf8Formatter.TryFormat(value, _into.GetSpan(Timestamps.BytesMax), out var written);
            _into.Advance(written);
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
    {
        if (Begin(at))
        {
            _into.Advance(TextValues.Format(value, _into.GetSpan(Timestamps.BytesMax)));
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
        if (Begin(at))
        {
            _into.Advance(TextValues.Format(value, _into.GetSpan(Timestamps.BytesMax)));
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
        if (Begin(at))
        {
            Raw(value ? "true"u8 : "false"u8);
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        if (Begin(at))
        {
            var format = Timestamps.FormatAt(at, TimestampFormat.Iso8601);
            _into.Advance(Timestamps.Format(value, format, _alwaysFraction, _into.GetSpan(Timestamps.BytesMax)));
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        if (Begin(at))
        {
            Base64Values.Encode(value.Span, _into);
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
    {
        if (Begin(at))
        {
            Text(value.GetRawText());
            End(at);
        }
    }

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
        if (Begin(at))
        {
            End(at);
        }
    }

    private static bool HasAttributes(Shape shape)
    {
        foreach (var member in shape.Members)
        {
            if (member.IsXmlAttribute)
            {
                return true;
            }
        }

        return false;
    }

    private bool Begin(Member at)
    {
        if (!_attributesOnly)
        {
            Open(NameOf(at), at.XmlNamespace, at.XmlPrefix);
        }

        return !_attributesOnly;
    }

    private void End(Member at)
    {
        Close(NameOf(at));
        EndEntry();
    }

    private void EndEntry()
    {
        if (_places[_depth].Entry is { } entry)
        {
            Close(entry);
        }
    }

    private void WriteAttribute(Member at, string value)
    {
        if (_attributesOnly)
        {
            Raw(" "u8);
            Name(at.WireName);
            Raw("=\""u8);
            Text(value);
            Raw("\""u8);
        }
    }

    private void OpenUnfinished(ReadOnlySpan<char> name, string? xmlNamespace, string? prefix)
    {
        Raw("<"u8);
        Name(name);
        if (xmlNamespace is not null)
        {
            Raw(" xmlns"u8);
            if (prefix is not null)
            {
                Raw(":"u8);
                Name(prefix);
            }

            Raw("=\""u8);
            Text(xmlNamespace);
            Raw("\""u8);
        }
    }

    // In a structure a value has its member's name; in a list or map all have that of the element or value.
    private string NameOf(Member at)
    {
        ref var place = ref _places[_depth];
        return !place.IsStructure ? place.Element!
            : at.IsFlattened && at.Target.Kind is ShapeKind.List && at.Target.Element.HasWireName ? at.Target.Element.WireName
            : at.WireName;
    }

    private void Name(ReadOnlySpan<char> name)
    {
        var written = Encoding.UTF8.GetBytes(name, _into.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length)));
        _into.Advance(written);
    }

    private void Push(Place place)
    {
        if (++_depth == _places.Length)
        {
            Array.Resize(ref _places, _depth * 2);
        }

        _places[_depth] = place;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private struct Place
    {
        public bool IsStructure;
        public string? Wrapper;
        public string? Element;
        public string? Entry;
    }
}
