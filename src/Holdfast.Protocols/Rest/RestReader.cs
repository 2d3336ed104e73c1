using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Rest;

/// <summary>Reads a REST request: labels, query string and headers first, then the body through the body's own reader.</summary>
internal abstract class RestReader : RequestReader
{
    private readonly HttpValues _values = new();
    private RequestParts _request = null!;
    private OperationModel _operation = null!;
    private RequestReader? _body;
    private int _bodyDepth;

    /// <inheritdoc/>
    public override void BeginStructure(Member at)
    {
        if (_body is not null)
        {
            _body.BeginStructure(at);
        }
        else if (Depth == 0)
        {
            Push(at);
        }
        else
        {
            throw Malformed("A structure stands where text is expected.");
        }
    }

    /// <inheritdoc/>
    public override Member? NextMember()
        => _body is not null && _body.Depth > _bodyDepth ? _body.NextMember() : base.NextMember();

    /// <inheritdoc/>
    public override void BeginList(Member at)
    {
        if (_body is not null)
        {
            _body.BeginList(at);
            return;
        }

        Push(at);
        _values.BeginList(at);
    }

    /// <inheritdoc/>
    public override bool NextElement() => _body is not null ? _body.NextElement() : base.NextElement();

    /// <inheritdoc/>
    public override void BeginMap(Member at)
    {
        if (_body is not null)
        {
            _body.BeginMap(at);
            return;
        }

        Push(at);
    }

    /// <inheritdoc/>
    public override bool NextEntry(out string key) => _body is not null ? _body.NextEntry(out key) : base.NextEntry(out key);

    /// <inheritdoc/>
    public override bool TryReadNull() => _body?.TryReadNull() ?? false;

    /// <inheritdoc/>
    public override int ReadInteger(Member at)
        => _body is not null ? _body.ReadInteger(at)
            : ReadLong(at) is >= int.MinValue and <= int.MaxValue and var value ? (int)value
            : throw NotA("number", at);

    /// <inheritdoc/>
    public override long ReadLong(Member at)
    {
        Span<byte> text = stackalloc byte[Bounds.NumberBytesMax];
        return _body is not null ? _body.ReadLong(at)
            : TextValues.TryParse(_values.Small(text), out long value) ? value
            : throw NotA("number", at);
    }

    /// <inheritdoc/>
    public override float ReadFloat(Member at) => _body is not null ? _body.ReadFloat(at) : (float)ReadDouble(at);

    /// <inheritdoc/>
    public override double ReadDouble(Member at)
    {
        Span<byte> text = stackalloc byte[Bounds.NumberBytesMax];
        return _body is not null ? _body.ReadDouble(at)
            : TextValues.TryParse(_values.Small(text), out double value) ? value
            : throw NotA("number", at);
    }

    /// <inheritdoc/>
    public override bool ReadBoolean(Member at)
    {
        Span<byte> text = stackalloc byte[Bounds.NumberBytesMax];
        return _body is not null ? _body.ReadBoolean(at)
            : TextValues.TryParse(_values.Small(text), out bool value) ? value
            : throw NotA("boolean", at);
    }

    /// <inheritdoc/>
    public override DateTimeOffset ReadTimestamp(Member at)
        => _body is not null ? _body.ReadTimestamp(at)
            : Timestamps.TryParse(_values.Text, Timestamps.FormatAt(at, _values.TimestampFormat), out var value) ? value
            : throw NotA("timestamp", at);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBlob(Member at)
    {
        if (_body is not null)
        {
            return _body.ReadBlob(at);
        }

        return at.Location is MemberLocation.Payload ? _request.Body.ToArray()
            : Base64Values.TryDecode(Encoding.UTF8.GetBytes(_values.Text), out var bytes) ? bytes
            : throw NotA("base64 text", at);
    }

    /// <inheritdoc/>
    public override Stream ReadStream(Member at) => _request.Stream ?? new MemoryStream(_request.Body.ToArray(), writable: false);

    /// <inheritdoc/>
    public override JsonElement ReadDocument(Member at)
        => _body is not null ? _body.ReadDocument(at) : throw NotA("document", at);

    /// <inheritdoc/>
    public override void NoteMissing(Member member)
    {
        if (_body is null || Depth == 0)
        {
            base.NoteMissing(member);
        }
        else
        {
            NoteMissing(member, _body.PathTo(member));
        }
    }

    /// <summary>Takes a request.</summary>
    private protected void OpenOrRelease(OperationModel operation, RequestParts request)
    {
        _operation = operation;
        _request = request;
        _body = null;
        NewToken = request.NewToken;
        if (!_values.TryOpen(request))
        {
            Dispose();
            throw Malformed("The query string is not validly encoded or too long.");
        }
    }

    /// <summary>Opens the body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="bodyOnly">Whether the body holds some of the request's members, rather than the value of one.</param>
    private protected abstract RequestReader OpenBody(ReadOnlyMemory<byte> body, bool bodyOnly);

    /// <inheritdoc/>
    private protected override Member? NextMemberCore()
    {
        ref var top = ref Top;
        var members = top.At.Target.Members;
        while (top.Cursor < members.Length)
        {
            var member = members[top.Cursor++];
            CloseBody();
            if (member.Location is MemberLocation.Payload ? TryBeginPayload(member)
                : member.Location is not MemberLocation.Body && _values.TryFind(member))
            {
                return member;
            }
        }

        if (_bodyDepth == 0)
        {
            CloseBody();
            if (!HasBodyMembers(members))
            {
                return null;
            }

            _body = OpenBody(_request.Body, bodyOnly: true);
            _body.BeginStructure(top.At);
            _bodyDepth = 1;
        }

        // At its end the body's reader has closed its structure, and this one's stays open until the caller is told.
        return _body!.NextMember();
    }

    /// <inheritdoc/>
    private protected override bool NextElementCore() => _values.NextElement();

    /// <inheritdoc/>
    private protected override bool NextEntryCore(out string key) => _values.NextEntry(out key);

    /// <inheritdoc/>
    private protected override string ReadStringCore(Member at)
    {
        if (_body is not null)
        {
            return _body.ReadString(at);
        }

        return at.Location is not MemberLocation.Payload ? _values.Text
            : Utf8.IsValid(_request.Body.Span) ? Encoding.UTF8.GetString(_request.Body.Span)
            : throw Malformed("The request body is not valid UTF-8.");
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        CloseBody();
        _values.Release();
        (_request, _operation) = (null!, null!);
    }

    private bool TryBeginPayload(Member member)
    {
        if (member.Target.Kind is ShapeKind.Blob or ShapeKind.String)
        {
            return _request.Stream is not null || !_request.Body.IsEmpty;
        }

        if (!_request.Body.Span.ContainsAnyExcept(" \t\r\n"u8))
        {
            return false;
        }

        _body = OpenBody(_request.Body, bodyOnly: false);
        _body.RootIsPayload = true;
        return true;
    }

    private void CloseBody()
    {
        _body?.Dispose();
        _body = null;
        _bodyDepth = 0;
    }

    private static bool HasBodyMembers(ReadOnlySpan<Member> members)
    {
        foreach (var member in members)
        {
            if (member.Location is MemberLocation.Body)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The error for a value outside the body that is not of its kind.</summary>
    private protected virtual MalformedRequestException NotA(string kind, string name, string operation)
        => Malformed($"The value of {name} in {operation} is not a valid {kind}.");

    private MalformedRequestException NotA(string kind, Member at) => NotA(kind, at.WireName, _operation.Name);
}
