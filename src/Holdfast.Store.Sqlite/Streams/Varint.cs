namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Numbers in as many bytes as they need, seven bits in each.</summary>
internal static class Varint
{
    public static int Write(Span<byte> target, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a number and moves past it.</summary>
    public static ulong Read(ref ReadOnlySpan<byte> source)
    {
        ulong value = 0;
        for (var i = 0; i < 10; i++)
        {
            var part = source[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                source = source[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("A number in a stream block does not end.");
    }
}
