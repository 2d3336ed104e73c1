using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Rest;

/// <summary>Writes the outermost members of a REST answer to their places: status, headers, payload.</summary>
/// <remarks>The rest goes to the body's writer.</remarks>
/// <param name="sink">Where the answer goes.</param>
/// <param name="body">Writes what stands in the body.</param>
internal abstract class RestWriter(ResponseSink sink, ShapeWriter body) : ShapeWriter
{
    /// <summary>Where the answer goes.</summary>
    protected ResponseSink Sink => sink;

    private int _depth;
    private Member? _header;
    private StringBuilder? _list;
    private string _key = "";

    /// <summary>Writes a structure, list or map that is the whole body.</summary>
    protected abstract void WritePayload(Member at, IShape value);

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        if (_depth == 0 && at.Location is MemberLocation.Payload)
        {
            WritePayload(at, value);
        }
        else
        {
            body.WriteStructure(at, value);
        }
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        if (_depth++ == 0 && at.Location is MemberLocation.Header)
        {
            _header = at;
            _list = new();
        }
        else
        {
            body.BeginList(at, count);
        }
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
        _depth--;
        if (_header is null)
        {
            body.EndList(at);
            return;
        }

        if (_list!.Length > 0)
        {
            sink.SetHeader(at.WireName, _list.ToString());
        }

        (_header, _list) = (null, null);
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        if (_depth++ == 0 && at.Location is MemberLocation.Headers)
        {
            _header = at;
        }
        else
        {
            body.BeginMap(at, count);
        }
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
        if (_header is null)
        {
            body.WriteKey(map, key);
        }
        else
        {
            _key = key;
        }
    }

    /// <inheritdoc/>
    public override void EndMap(Member at)
    {
        _depth--;
        if (_header is null)
        {
            body.EndMap(at);
        }

        _header = null;
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (IsHeader(at))
        {
            SetHeader(at, value, isText: true);
        }
        else if (IsPayload(at))
        {
            sink.Body.Write(Encoding.UTF8.GetBytes(value));
        }
        else
        {
            body.WriteString(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value)
    {
        if (_depth == 0 && at.Location is MemberLocation.StatusCode)
        {
            sink.Status = value;
        }
        else if (IsHeader(at))
        {
            SetHeader(at, value.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            body.WriteInteger(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        if (IsHeader(at))
        {
            SetHeader(at, value.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            body.WriteLong(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
    {
        if (IsHeader(at))
        {
            Span<byte> text = stackalloc byte[Timestamps.BytesMax];
            SetHeader(at, Encoding.ASCII.GetString(text[..TextValues.Format(value, text)]));
        }
        else
        {
            body.WriteFloat(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
        if (IsHeader(at))
        {
            Span<byte> text = stackalloc byte[Timestamps.BytesMax];
            SetHeader(at, Encoding.ASCII.GetString(text[..TextValues.Format(value, text)]));
        }
        else
        {
            body.WriteDouble(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
        if (IsHeader(at))
        {
            SetHeader(at, value ? "true" : "false");
        }
        else
        {
            body.WriteBoolean(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        if (IsHeader(at))
        {
            SetHeader(at, Timestamps.Format(value, Timestamps.FormatAt(at, TimestampFormat.Rfc822), alwaysFraction: false));
        }
        else
        {
            body.WriteTimestamp(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        if (IsHeader(at))
        {
            SetHeader(at, Convert.ToBase64String(value.Span));
        }
        else if (IsPayload(at))
        {
            sink.Body.Write(value.Span);
        }
        else
        {
            body.WriteBlob(at, value);
        }
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value) => sink.SetStream(value);

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value) => body.WriteDocument(at, value);

    /// <inheritdoc/>
    public override void WriteNull(Member at) => body.WriteNull(at);

    /// <summary>Says whether some member of an answer stands in the body beside others.</summary>
    protected static bool HasBodyMembers(Shape shape)
    {
        foreach (var member in shape.Members)
        {
            if (member.Location is MemberLocation.Body)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the member of an answer that is its whole body.</summary>
    protected static Member? Payload(Shape shape)
    {
        foreach (var member in shape.Members)
        {
            if (member.Location is MemberLocation.Payload)
            {
                return member;
            }
        }

        return null;
    }

    private bool IsHeader(Member at) => _header is not null || (_depth == 0 && at.Location is MemberLocation.Header);

    private bool IsPayload(Member at) => _depth == 0 && at.Location is MemberLocation.Payload;

    private void SetHeader(Member at, string value, bool isText = false)
    {
        if (_list is not null)
        {
            HeaderLists.Append(_list, value, isText);
        }
        else if (_header is not null)
        {
            sink.SetHeader(_header.WireName + _key, value);
        }
        else
        {
            sink.SetHeader(at.WireName, value);
        }
    }
}
