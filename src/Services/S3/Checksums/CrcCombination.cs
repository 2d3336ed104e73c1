using System.Buffers.Binary;

namespace Holdfast.Services.S3.Checksums;

/// <summary>Makes the CRC of bytes that follow each other from the CRCs of each, without the bytes.</summary>
/// <remarks>
/// A CRC is the rest of a division of polynomials over two elements. What follows moves what came before by eight powers of x for every byte,
/// so the earlier CRC is multiplied by that power, modulo the polynomial, and the later one added; powers are found by squaring.
/// </remarks>
internal static class CrcCombination
{
    /// <summary>Says whether the checksums of an algorithm can be combined.</summary>
    public static bool IsCombinable(string algorithm) => PolynomialOf(algorithm) != 0;

    /// <summary>Combines the checksums of two pieces, in Base64.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="first">The checksum of what comes first.</param>
    /// <param name="second">The checksum of what follows.</param>
    /// <param name="secondLength">The bytes of what follows.</param>
    public static string Combine(string algorithm, string first, string second, long secondLength)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        var left = Read(first, bytes, out var length);
        var right = Read(second, bytes, out _);
        var combined = Multiply(left, PowerOf(secondLength * 8, PolynomialOf(algorithm), length * 8), PolynomialOf(algorithm), length * 8) ^ right;
        BinaryPrimitives.WriteUInt64BigEndian(bytes, combined);
        return Convert.ToBase64String(bytes[^length..]);
    }

    // With their bits reflected, and without the highest power.
    private static ulong PolynomialOf(string algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 => 0xEDB8_8320,
        ChecksumAlgorithm.CRC32C => 0x82F6_3B78,
        ChecksumAlgorithm.CRC64NVME => 0x9A6C_9329_AC4B_C9B5,
        _ => 0,
    };

    private static ulong Read(string text, Span<byte> into, out int length)
    {
        into.Clear();
        Convert.TryFromBase64String(text, into, out length);
        ulong value = 0;
        foreach (var part in into[..length])
        {
            value = (value << 8) | part;
        }

        return value;
    }

    // x to a power, modulo the polynomial: the highest bit stands for one.
    private static ulong PowerOf(long exponent, ulong polynomial, int bits)
    {
        var result = 1UL << (bits - 1);
        var square = 1UL << (bits - 2);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
            {
                result = Multiply(result, square, polynomial, bits);
            }

            square = Multiply(square, square, polynomial, bits);
        }

        return result;
    }

    private static ulong Multiply(ulong left, ulong right, ulong polynomial, int bits)
    {
        ulong product = 0;
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            if (((left >> bit) & 1) == 1)
            {
                product ^= right;
            }

            right = (right & 1) == 1 ? (right >> 1) ^ polynomial : right >> 1;
        }

        return product;
    }
}
