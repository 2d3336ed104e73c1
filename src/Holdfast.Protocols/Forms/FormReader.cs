using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Forms;

/// <summary>Reads a request out of a form; how names are made of members is what AWS query and EC2 query differ in.</summary>
internal abstract class FormReader : RequestReader
{
    private readonly FormTree _tree = new();
    private int _current;

    /// <inheritdoc/>
    public sealed override void BeginStructure(Member at)
    {
        var node = Depth == 0 ? FormTree.Root : _current;
        ref var frame = ref Push(at);
        frame.Node = node;
        frame.Cursor = _tree.FirstChild(node);
    }

    /// <inheritdoc/>
    public sealed override void BeginList(Member at)
    {
        var node = ListNode(_tree, at, _current);
        ref var frame = ref Push(at);
        frame.Node = node;
        frame.Cursor = node == FormTree.Nothing ? node : _tree.OrderNumbered(node);
    }

    /// <inheritdoc/>
    public sealed override void BeginMap(Member at)
    {
        var node = at.IsFlattened ? _current : _tree.FindChild(_current, "entry");
        ref var frame = ref Push(at);
        frame.Node = node;
        frame.Cursor = node == FormTree.Nothing ? node : _tree.OrderNumbered(node);
    }

    /// <inheritdoc/>
    public sealed override bool TryReadNull() => false;

    /// <inheritdoc/>
    public sealed override int ReadInteger(Member at)
        => TextValues.TryParse(Scalar(), out long value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw NotA("number", at);

    /// <inheritdoc/>
    public sealed override long ReadLong(Member at)
        => TextValues.TryParse(Scalar(), out long value) ? value : throw NotA("number", at);

    /// <inheritdoc/>
    public sealed override float ReadFloat(Member at) => (float)ReadDouble(at);

    /// <inheritdoc/>
    public sealed override double ReadDouble(Member at)
        => TextValues.TryParse(Scalar(), out double value) ? value : throw NotA("number", at);

    /// <inheritdoc/>
    public sealed override bool ReadBoolean(Member at)
        => TextValues.TryParse(Scalar(), out bool value) ? value : throw NotA("boolean", at);

    /// <inheritdoc/>
    public sealed override DateTimeOffset ReadTimestamp(Member at)
        => Timestamps.TryParse(Scalar(), Timestamps.FormatAt(at, TimestampFormat.Iso8601), out var value)
            ? value
            : throw NotA("timestamp", at);

    /// <inheritdoc/>
    public sealed override ReadOnlyMemory<byte> ReadBlob(Member at)
        => Base64Values.TryDecode(Scalar(), out var bytes) ? bytes : throw NotA("base64 text", at);

    /// <inheritdoc/>
    public sealed override Stream ReadStream(Member at) => throw MalformedForm("A form carries no stream.");

    /// <inheritdoc/>
    public sealed override JsonElement ReadDocument(Member at) => throw MalformedForm("A form carries no document.");

    /// <summary>Makes the exception for a form that cannot be read.</summary>
    internal static MalformedRequestException MalformedForm(string message) => new("MalformedInput", message);

    /// <summary>Takes the parameters of a request.</summary>
    private protected void OpenOrRelease(RequestParts request)
    {
        NewToken = request.NewToken;
        try
        {
            _tree.Parse(request.RawQuery, request.Body.Span);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Says whether a part of a parameter's name is that of a member.</summary>
    private protected abstract bool IsNamed(Member member, ReadOnlySpan<byte> name);

    /// <summary>Gives the place that holds a list's numbered elements.</summary>
    private protected abstract int ListNode(FormTree tree, Member at, int node);

    /// <inheritdoc/>
    private protected sealed override MalformedRequestException Malformed(string message) => MalformedForm(message);

    /// <inheritdoc/>
    private protected sealed override Member? NextMemberCore()
    {
        ref var top = ref Top;
        var members = top.At.Target.Members;
        while (top.Cursor != FormTree.Nothing)
        {
            var node = top.Cursor;
            top.Cursor = _tree.NextSibling(node);
            var name = _tree.Name(node);
            for (var n = 0; n < members.Length; n++)
            {
                var i = top.Hint + n;
                i = i < members.Length ? i : i - members.Length;
                if (IsNamed(members[i], name))
                {
                    top.Hint = i;
                    _current = node;
                    return members[i];
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    private protected sealed override bool NextElementCore()
    {
        ref var top = ref Top;
        while (top.Cursor != FormTree.Nothing)
        {
            _current = top.Cursor;
            top.Cursor = _tree.NextSibling(_current);
            if (TextValues.TryParse(_tree.Name(_current), out long _))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    private protected sealed override bool NextEntryCore(out string key)
    {
        if (!NextElementCore())
        {
            key = "";
            return false;
        }

        var map = Top.At.Target;
        var keyNode = _tree.FindChild(_current, map.Key.HasWireName ? map.Key.WireName : "key");
        if (keyNode == FormTree.Nothing)
        {
            throw MalformedForm($"An entry of {Top.At.Name} has no key.");
        }

        key = Encoding.UTF8.GetString(_tree.Value(keyNode));
        _current = _tree.FindChild(_current, map.Value.HasWireName ? map.Value.WireName : "value");
        return true;
    }

    /// <inheritdoc/>
    private protected sealed override string ReadStringCore(Member at) => Encoding.UTF8.GetString(Scalar());

    /// <inheritdoc/>
    private protected override void Release() => _tree.Release();

    private ReadOnlySpan<byte> Scalar()
        => _tree.HasValue(_current) || _tree.FirstChild(_current) == FormTree.Nothing
            ? _tree.Value(_current)
            : throw MalformedForm("Start of structure or list found where not expected.");

    private static MalformedRequestException NotA(string kind, Member at)
        => MalformedForm($"The value of {at.Name} is not a valid {kind}.");
}
