using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>The codes that an authenticator makes of a seed: TOTP (RFC 6238) of six digits, HMAC-SHA-1 and steps of thirty seconds.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Totp(byte[] seed)
{
    /// <summary>How long a code lasts, in seconds.</summary>
    public const int StepSeconds = 30;

    private const int Modulus = 1_000_000;

    /// <summary>The step that an instant is in.</summary>
    public static long StepOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public string CodeOf(long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];

        // RFC 6238 and every authenticator: the strength lies in the key of the HMAC, not in the hash.
#pragma warning disable CA5350
        HMACSHA1.HashData(seed, counter, hash);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (truncated % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Finds the step that a code is of, nearest to the one expected.</summary>
    /// <param name="code">The code.</param>
    /// <param name="expected">The step that the authenticator should be in.</param>
    /// <param name="window">How many steps it may be off.</param>
    /// <param name="after">The step whose code was used last: only later ones count.</param>
    /// <returns>The step; null when the code is of none of them.</returns>
    public long? Find(string code, long expected, int window, long? after) => Find([code], expected, window, after);

    /// <summary>Finds the step that the second of two consecutive codes is of, nearest to the one expected.</summary>
    public long? FindPair(string first, string second, long expected, int window, long? after)
        => Find([first, second], expected - 1, window, after) + 1;

    private long? Find(ReadOnlySpan<string> codes, long expected, int window, long? after)
    {
        for (var distance = 0; distance <= window; distance++)
        {
            if (AreOf(codes, expected - distance, after))
            {
                return expected - distance;
            }

            if (AreOf(codes, expected + distance, after))
            {
                return expected + distance;
            }
        }

        return null;
    }

    private bool AreOf(ReadOnlySpan<string> codes, long step, long? after)
    {
        if (step <= after || step < 0)
        {
            return false;
        }

        var isMatch = true;
        for (var i = 0; i < codes.Length; i++)
        {
            isMatch &= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(codes[i]), Encoding.ASCII.GetBytes(CodeOf(step + i)));
        }

        return isMatch;
    }
}
