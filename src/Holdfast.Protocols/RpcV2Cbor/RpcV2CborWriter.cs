using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RpcV2Cbor;

/// <summary>Writes answers of Smithy RPC v2 with CBOR bodies.</summary>
internal sealed class RpcV2CborWriter : BodyWriter, IDisposable
{
    private const int MajorUnsigned = 0;
    private const int MajorNegative = 1;
    private const int MajorBytes = 2;
    private const int MajorText = 3;
    private const int MajorArray = 4;
    private const int MajorMap = 5;

    [ThreadStatic]
    private static RpcV2CborWriter? t_idle;

    private IBufferWriter<byte> _into = null!;

    private RpcV2CborWriter()
    {
    }

    /// <summary>Begins a body.</summary>
    public static RpcV2CborWriter Open(IBufferWriter<byte> into)
    {
        var writer = t_idle ?? new();
        t_idle = null;
        writer._into = into;
        writer.ResetDepth();
        return writer;
    }

    /// <summary>Writes the answer of an operation.</summary>
    public static void WriteResponse(OperationModel operation, IShape? output, string requestId, ResponseSink sink)
    {
        sink.Status = operation.SuccessStatus;
        sink.SetHeader("smithy-protocol", "rpc-v2-cbor");
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, "application/cbor");
        using var writer = Open(sink.Body);
        writer.BeginRoot();
        output?.WriteMembers(writer);
        writer.EndRoot();
    }

    /// <summary>Opens a structure; how many members are set shows only as they come, so its length stays open.</summary>
    public void BeginRoot()
    {
        Byte(0xBF);
        Enter(isStructure: true);
    }

    /// <summary>Closes a structure.</summary>
    public void EndRoot()
    {
        Byte(0xFF);
        Leave();
    }

    /// <summary>Writes text.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Head(MajorText, (ulong)length);
        Encoding.UTF8.GetBytes(value, _into.GetSpan(Math.Max(length, 1)));
        _into.Advance(length);
    }

    /// <summary>Gives the writer back.</summary>
    public void Dispose()
    {
        _into = null!;
        t_idle = this;
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        Name(at);
        BeginRoot();
        value.WriteMembers(this);
        EndRoot();
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
        Name(at);
        Head(MajorArray, (ulong)count);
        Enter(isStructure: false);
    }

    /// <inheritdoc/>
    public override void EndList(Member at) => Leave();

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
        Name(at);
        Head(MajorMap, (ulong)count);
        Enter(isStructure: false);
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key) => Text(key);

    /// <inheritdoc/>
    public override void EndMap(Member at) => Leave();

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        Name(at);
        Text(value);
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value) => WriteLong(at, value);

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        Name(at);
        Number(value);
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
    {
        Name(at);
        var span = _into.GetSpan(5);
        span[0] = 0xFA;
        BinaryPrimitives.WriteSingleBigEndian(span[1..], value);
        _into.Advance(5);
    }

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
        Name(at);
        Real(value);
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
        Name(at);
        Byte(value ? (byte)0xF5 : (byte)0xF4);
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
        Name(at);
        Byte(0xC1); // tag 1: seconds since 1970
        var milliseconds = value.ToUnixTimeMilliseconds();
        if (milliseconds % 1000 == 0)
        {
            Number(milliseconds / 1000);
        }
        else
        {
            Real(milliseconds / 1000d);
        }
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
        Name(at);
        Head(MajorBytes, (ulong)value.Length);
        _into.Write(value.Span);
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
        => throw new NotSupportedException("Documents are not part of Smithy RPC v2 CBOR.");

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
        Name(at);
        Byte(0xF6);
    }

    private void Name(Member at)
    {
        if (InStructure)
        {
            Text(at.WireName);
        }
    }

    private void Number(long value)
        => Head(value >= 0 ? MajorUnsigned : MajorNegative, (ulong)(value >= 0 ? value : -1 - value));

    private void Real(double value)
    {
        var span = _into.GetSpan(9);
        span[0] = 0xFB;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        _into.Advance(9);
    }

    private void Byte(byte value)
    {
        _into.GetSpan(1)[0] = value;
        _into.Advance(1);
    }

    private void Head(int major, ulong argument)
    {
        var span = _into.GetSpan(9);
        var type = major << 5;
        switch (argument)
        {
            case < 24:
                span[0] = (byte)(type | (int)argument);
                _into.Advance(1);
                break;
            case <= byte.MaxValue:
                span[0] = (byte)(type | 24);
                span[1] = (byte)argument;
                _into.Advance(2);
                break;
            case <= ushort.MaxValue:
                span[0] = (byte)(type | 25);
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)argument);
                _into.Advance(3);
                break;
            case <= uint.MaxValue:
                span[0] = (byte)(type | 26);
                BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)argument);
                _into.Advance(5);
                break;
            default:
                span[0] = (byte)(type | 27);
                BinaryPrimitives.WriteUInt64BigEndian(span[1..], argument);
                _into.Advance(9);
                break;
        }
    }
}
