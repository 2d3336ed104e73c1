using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RpcV2Cbor;

/// <summary>Reads requests of Smithy RPC v2 with CBOR bodies.</summary>
/// <remarks>See https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html.</remarks>
internal sealed class RpcV2CborReader : RequestReader
{
    private const int Unknown = -1;
    private const int MajorUnsigned = 0;
    private const int MajorNegative = 1;
    private const int MajorBytes = 2;
    private const int MajorText = 3;
    private const int MajorArray = 4;
    private const int MajorMap = 5;
    private const int MajorTag = 6;
    private const int MajorSimple = 7;
    private const byte Null = 0xF6;
    private const byte Undefined = 0xF7;

    [ThreadStatic]
    private static RpcV2CborReader? t_idle;

    private readonly CborTokens _tokens = new();

    private RpcV2CborReader()
    {
    }

    /// <summary>Opens a request; an empty body stands for an empty structure.</summary>
    public static RpcV2CborReader Open(RequestParts request)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        reader._tokens.Open(request.Body.IsEmpty ? new byte[] { 0xA0 } : request.Body);
        reader.NewToken = request.NewToken;
        return reader;
    }

    /// <inheritdoc/>
    public override void BeginStructure(Member at) => Begin(at, MajorMap);

    /// <inheritdoc/>
    public override void BeginList(Member at) => Begin(at, MajorArray);

    /// <inheritdoc/>
    public override void BeginMap(Member at) => Begin(at, MajorMap);

    /// <inheritdoc/>
    public override bool TryReadNull()
    {
        if (_tokens.Peek() is not (Null or Undefined))
        {
            return false;
        }

        _tokens.TakeHead();
        return true;
    }

    /// <inheritdoc/>
    public override int ReadInteger(Member at)
        => ReadLong(at) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw NotA("an Integer");

    /// <inheritdoc/>
    public override long ReadLong(Member at)
    {
        var (major, info, argument) = _tokens.TakeHead();
        if (major == MajorSimple && info is 25 or 26 or 27)
        {
            var real = ToReal(info, argument);
            return double.IsInteger(real) && Math.Abs(real) < long.MaxValue ? (long)real : throw NotA("a Long");
        }

        return argument <= long.MaxValue && major is MajorUnsigned or MajorNegative
            ? major == MajorUnsigned ? (long)argument : -1 - (long)argument
            : throw NotA("a Long");
    }

    /// <inheritdoc/>
    public override float ReadFloat(Member at) => (float)ReadDouble(at);

    /// <inheritdoc/>
    public override double ReadDouble(Member at) => Real(_tokens.TakeHead());

    /// <inheritdoc/>
    public override bool ReadBoolean(Member at) => _tokens.TakeHead() switch
    {
        (MajorSimple, 20, _) => false,
        (MajorSimple, 21, _) => true,
        _ => throw NotA("a Boolean"),
    };

    /// <inheritdoc/>
    public override DateTimeOffset ReadTimestamp(Member at)
    {
        var head = _tokens.TakeHead();
        if (head is (MajorTag, _, 1))
        {
            head = _tokens.TakeHead();
        }

        DateTimeOffset value;
        if (head.Major is MajorUnsigned or MajorNegative && head.Argument <= long.MaxValue)
        {
            var seconds = head.Major == MajorUnsigned ? (decimal)head.Argument : -1 - (decimal)head.Argument;
            return Timestamps.TryFromSeconds(seconds, out value) ? value : throw NotA("a Timestamp");
        }

        return Timestamps.TryFromSeconds(Real(head), out value) ? value : throw NotA("a Timestamp");
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBlob(Member at)
    {
        var head = _tokens.TakeHead();
        if (head.Major != MajorBytes)
        {
            throw NotA("a Blob");
        }

        return head.Argument == CborTokens.Indefinite ? Join(MajorBytes) : _tokens.Take(head.Argument).ToArray();
    }

    /// <inheritdoc/>
    public override Stream ReadStream(Member at) => throw Malformed("A CBOR body carries no stream.");

    /// <inheritdoc/>
    public override JsonElement ReadDocument(Member at) => throw Malformed("Documents are not part of this protocol.");

    /// <inheritdoc/>
    private protected override MalformedRequestException Malformed(string message) => CborTokens.Error(message);

    /// <inheritdoc/>
    private protected override Member? NextMemberCore()
    {
        while (HasNext(ref Top))
        {
            var head = _tokens.TakeHead();
            if (head.Major != MajorText)
            {
                throw Malformed("The key of a structure must be text.");
            }

            var name = head.Argument == CborTokens.Indefinite ? Join(MajorText) : _tokens.Take(head.Argument);
            var member = MemberNames.Find(Top.At.Target.Members, name, bodyOnly: false, ref Top.Hint);
            if (member is null)
            {
                _tokens.Skip();
            }
            else if (!TryReadNull())
            {
                return member;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    private protected override bool NextElementCore() => HasNext(ref Top);

    /// <inheritdoc/>
    private protected override bool NextEntryCore(out string key)
    {
        if (!HasNext(ref Top))
        {
            key = "";
            return false;
        }

        key = Text();
        return true;
    }

    /// <inheritdoc/>
    private protected override string ReadStringCore(Member at) => Text();

    /// <inheritdoc/>
    private protected override void Release()
    {
        _tokens.Open(default);
        t_idle = this;
    }

    private void Begin(Member at, int major)
    {
        var head = _tokens.TakeHead();
        if (head.Major != major)
        {
            throw head.Major switch
            {
                MajorArray => Malformed("Start of list found where not expected"),
                MajorMap => Malformed("Start of structure or map found where not expected."),
                _ => Malformed("Unexpected value type in payload"),
            };
        }

        if (head.Argument != CborTokens.Indefinite && head.Argument > (ulong)_tokens.Remaining)
        {
            throw Malformed("Unexpected end of input.");
        }

        Push(at).Cursor = head.Argument == CborTokens.Indefinite ? Unknown : (int)head.Argument;
    }

    private bool HasNext(ref Frame top)
    {
        var hasNext = top.Cursor == Unknown ? !_tokens.TryTakeBreak() : top.Cursor-- > 0;
        if (!hasNext && Depth == 1 && _tokens.Remaining > 0)
        {
            throw Malformed("The request body has data after its end.");
        }

        return hasNext;
    }

    private string Text()
    {
        var head = _tokens.TakeHead();
        if (head.Major != MajorText)
        {
            throw NotA("a String");
        }

        var text = head.Argument == CborTokens.Indefinite ? Join(MajorText) : _tokens.Take(head.Argument);
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Malformed("The request body is not valid UTF-8.");
    }

    // An item of unknown length is made of pieces of known length.
    private byte[] Join(int major)
    {
        var joined = new List<byte>();
        while (!_tokens.TryTakeBreak())
        {
            var head = _tokens.TakeHead();
            if (head.Major != major || head.Argument == CborTokens.Indefinite)
            {
                throw Malformed("A piece of a string has the wrong type.");
            }

            joined.AddRange(_tokens.Take(head.Argument));
        }

        return [.. joined];
    }

    private double Real((int Major, int Info, ulong Argument) head) => head switch
    {
        (MajorSimple, 25 or 26 or 27, _) => ToReal(head.Info, head.Argument),
        (MajorUnsigned, _, _) => head.Argument,
        (MajorNegative, _, _) => -1 - (double)head.Argument,
        _ => throw NotA("a Double"),
    };

    private static double ToReal(int info, ulong argument) => info switch
    {
        25 => (double)BitConverter.UInt16BitsToHalf((ushort)argument),
        26 => BitConverter.UInt32BitsToSingle((uint)argument),
        _ => BitConverter.UInt64BitsToDouble(argument),
    };

    private MalformedRequestException NotA(string kind)
        => Malformed($"Unexpected value type in payload: it can not be converted to {kind}");
}
