using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Holdfast.Conformance.Tests;

/// <summary>What an authenticator shows: the codes of RFC 6238, six digits every thirty seconds.</summary>
internal static class TimeCodes
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    /// <summary>The codes of the two steps before the present one: enough to enable a device, and the present code is still unused.</summary>
    public static (string First, string Second) Two(string seed, DateTimeOffset now)
        => (Of(seed, now.AddSeconds(-2 * StepSeconds)), Of(seed, now.AddSeconds(-StepSeconds)));

    /// <summary>The code at an instant.</summary>
    public static string Of(string seed, DateTimeOffset now)
    {
        Span<byte> step = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(step, now.ToUnixTimeSeconds() / StepSeconds);
#pragma warning disable CA5350 // RFC 6238 as authenticators speak it is HMAC-SHA1.
        var hash = HMACSHA1.HashData(KeyOf(seed), step);
#pragma warning restore CA5350
        var code = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (code % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] KeyOf(string seed)
    {
        var key = new List<byte>();
        int bits = 0, value = 0;
        foreach (var letter in seed.Trim().TrimEnd('='))
        {
            value = (value << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                key.Add((byte)(value >> bits));
                value &= (1 << bits) - 1;
            }
        }

        return [.. key];
    }
}
