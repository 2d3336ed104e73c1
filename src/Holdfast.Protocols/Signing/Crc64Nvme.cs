using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Holdfast.Protocols.Signing;

/// <summary>The CRC-64 of the NVM Express specification, which System.IO.Hashing does not have.</summary>
/// <remarks>
/// Polynomial AD93D23594C93659, bits reflected, begun and ended with all ones; eight bytes a step. Where the processor multiplies polynomials, long data
/// is folded sixty-four bytes at a time ("Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009): four rests of
/// sixteen bytes, each multiplied by the power of x by which what follows moves it.
/// </remarks>
internal static class Crc64Nvme
{
    private const ulong Polynomial = 0x9A6C_9329_AC4B_C9B5; // the polynomial with its bits reflected
    private const int FoldedBytes = 64;
    private const int FoldedBytesMin = 2 * FoldedBytes;
    private static readonly ulong[] Tables = MakeTables();

    // The product of two reflected polynomials is one power too high, so their factors are one too low. The first half of a rest is 64 powers above the second.
    private static readonly Vector128<ulong> By64Bytes = Vector128.Create(PowerOf((8 * 64) + 63), PowerOf((8 * 64) - 1));
    private static readonly Vector128<ulong> By16Bytes = Vector128.Create(PowerOf((8 * 16) + 63), PowerOf((8 * 16) - 1));

    /// <summary>Goes on from <paramref name="crc"/>, which begins as all ones and is inverted at the end.</summary>
    public static ulong Update(ulong crc, ReadOnlySpan<byte> data)
    {
        if (Pclmulqdq.IsSupported && data.Length >= FoldedBytesMin)
        {
            var folded = data.Length / FoldedBytes * FoldedBytes;
            crc = Fold(crc, data[..folded]);
            data = data[folded..];
        }

        return UpdateByTables(crc, data);
    }

    /// <summary>The same without folding.</summary>
    internal static ulong UpdateByTables(ulong crc, ReadOnlySpan<byte> data)
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

    private static ulong Fold(ulong crc, ReadOnlySpan<byte> data)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(data);
        var (first, second, third, fourth) = (blocks[0] ^ Vector128.CreateScalar(crc), blocks[1], blocks[2], blocks[3]);
        for (blocks = blocks[4..]; blocks.Length >= 4; blocks = blocks[4..])
        {
            first = Move(first, By64Bytes) ^ blocks[0];
            second = Move(second, By64Bytes) ^ blocks[1];
            third = Move(third, By64Bytes) ^ blocks[2];
            fourth = Move(fourth, By64Bytes) ^ blocks[3];
        }

        var rest = Move(Move(Move(first, By16Bytes) ^ second, By16Bytes) ^ third, By16Bytes) ^ fourth;

        // Sixteen bytes that leave the same rest as all of them.
        return UpdateByTables(0, MemoryMarshal.AsBytes([rest]));
    }

    private static Vector128<ulong> Move(Vector128<ulong> rest, Vector128<ulong> by)
        => Pclmulqdq.CarrylessMultiply(rest, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(rest, by, 0x11);

    // x to a power, modulo the polynomial, with its bits reflected: the highest bit stands for one.
    private static ulong PowerOf(int exponent)
    {
        var power = 1UL << 63;
        for (; exponent > 0; exponent--)
        {
            power = (power & 1) == 0 ? power >> 1 : (power >> 1) ^ Polynomial;
        }

        return power;
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
