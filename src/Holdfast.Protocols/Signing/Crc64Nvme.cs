using System.Buffers.Binary;

namespace Holdfast.Protocols.Signing;

/// <summary>The CRC-64 of the NVM Express specification, which System.IO.Hashing does not have.</summary>
/// <remarks>Polynomial AD93D23594C93659, bits reflected, begun and ended with all ones; eight bytes a step.</remarks>
internal static class Crc64Nvme
{
    private const ulong Polynomial = 0x9A6C_9329_AC4B_C9B5; // the polynomial with its bits reflected
    private static readonly ulong[] Tables = MakeTables();

    /// <summary>Goes on from <paramref name="crc"/>, which begins as all ones and is inverted at the end.</summary>
    public static ulong Update(ulong crc, ReadOnlySpan<byte> data)
    {
        var tables = Tables;
        while (data.Length >= sizeof(ulong))
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc = tables[(7 * 256) + (byte)crc]
                ^ tables[(6 * 256) + (byte)(crc >> 8)]
                ^ tables[(5 * 256) + (byte)(crc >> 16)]
                ^ tables[(4 * 256) + (byte)(crc >> 24)]
                ^ tables[(3 * 256) + (byte)(crc >> 32)]
                ^ tables[(2 * 256) + (byte)(crc >> 40)]
                ^ tables[256 + (byte)(crc >> 48)]
                ^ tables[(byte)(crc >> 56)];
            data = data[sizeof(ulong)..];
        }

        foreach (var value in data)
        {
            crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static ulong[] MakeTables()
    {
        var tables = new ulong[8 * 256];
        for (var index = 0; index < 256; index++)
        {
            var crc = (ulong)index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }

            tables[index] = crc;
        }

        for (var index = 256; index < tables.Length; index++)
        {
            var earlier = tables[index - 256];
            tables[index] = tables[(byte)earlier] ^ (earlier >> 8);
        }

        return tables;
    }
}
