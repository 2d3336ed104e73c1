using System.Buffers.Binary;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.RpcV2Cbor;

/// <summary>Takes CBOR items off a body, one head at a time (RFC 8949).</summary>
internal sealed class CborTokens
{
    /// <summary>What the argument of an item of unknown length reads as.</summary>
    public const ulong Indefinite = ulong.MaxValue;

    private ReadOnlyMemory<byte> _body;
    private int _position;

    /// <summary>How many bytes are left.</summary>
    public int Remaining => _body.Length - _position;

    /// <summary>Begins a body.</summary>
    public void Open(ReadOnlyMemory<byte> body) => (_body, _position) = (body, 0);

    /// <summary>Gives the first byte of the next item.</summary>
    public byte Peek() => Remaining > 0 ? _body.Span[_position] : throw Truncated();

    /// <summary>Passes over the break that ends an item of unknown length, if it is next.</summary>
    public bool TryTakeBreak()
    {
        if (Peek() != 0xFF)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Takes the head of an item: its major type, its additional information and its argument.</summary>
    public (int Major, int Info, ulong Argument) TakeHead()
    {
        var first = Peek();
        _position++;
        var info = first & 0x1F;
        ulong argument;
        switch (info)
        {
            case < 24:
                argument = (ulong)info;
                break;
            case 24:
                argument = Take(1)[0];
                break;
            case 25:
                argument = BinaryPrimitives.ReadUInt16BigEndian(Take(2));
                break;
            case 26:
                argument = BinaryPrimitives.ReadUInt32BigEndian(Take(4));
                break;
            case 27:
                argument = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
                if (argument == Indefinite)
                {
                    throw Error("An item has an impossible length.");
                }

                break;
            case 31 when (first >> 5) is 2 or 3 or 4 or 5:
                argument = Indefinite;
                break;
            default:
                throw Error("An item has an unknown head.");
        }

        return (first >> 5, info, argument);
    }

    /// <summary>Takes bytes.</summary>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)Remaining)
        {
            throw Truncated();
        }

        var taken = _body.Span.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }

    /// <summary>Passes over one item with all that is in it, without recursion.</summary>
    public void Skip()
    {
        // Each open item keeps how many are left in it; -1 is one of unknown length.
        Span<long> left = stackalloc long[Wire.Bounds.DepthMax];
        var depth = 0;
        left[0] = 1;
        while (true)
        {
            if (left[depth] == 0 || (left[depth] < 0 && TryTakeBreak()))
            {
                if (depth-- == 0)
                {
                    return;
                }

                continue;
            }

            if (left[depth] > 0)
            {
                left[depth]--;
            }

            if (SkipHead() is not 0 and var inner)
            {
                if (++depth == left.Length)
                {
                    throw Error("The request is nested too deep.");
                }

                left[depth] = inner;
            }
        }
    }

    /// <summary>Makes the exception for bytes that are not the CBOR they should be.</summary>
    public static MalformedRequestException Error(string message) => new("SerializationException", message);

    // Gives how many items the one at hand holds: none, some, or -1 for an unknown number.
    private long SkipHead()
    {
        var (major, _, argument) = TakeHead();
        switch (major)
        {
            case 2 or 3 when argument == Indefinite:
                return -1;
            case 2 or 3:
                Take(argument);
                return 0;
            case 4 or 5 when argument == Indefinite:
                return -1;
            case 4 or 5:
                // Every item takes a byte at least, so a larger count is a lie.
                return argument <= (ulong)Remaining ? (long)argument * (major - 3) : throw Truncated();
            case 6:
                return 1;
            default:
                return 0;
        }
    }

    private static MalformedRequestException Truncated() => Error("Unexpected end of input.");
}
