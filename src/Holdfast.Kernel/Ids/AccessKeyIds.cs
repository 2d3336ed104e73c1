using System.Buffers.Binary;
using System.Globalization;

namespace Holdfast.Kernel.Ids;

/// <summary>Reads and writes the ids of access keys that tell the account that they belong to.</summary>
/// <remarks>
/// After its four letters an id has eighty bits in base 32: one bit that is set, forty of the account's number, and thirty-nine
/// by which ids differ. That is how the ids are made which AWS gives out since 2019, and how tools read the account out of them.
/// </remarks>
public static class AccessKeyIds
{
    /// <summary>The letters that begin the id of a temporary access key.</summary>
    public const string Temporary = "ASIA";

    /// <summary>The bytes behind the letters.</summary>
    internal const int Bytes = 10;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int PrefixLength = 4;
    private const int Characters = 16;
    private const int AccountShift = 23;
    private const ulong AccountMask = (1UL << 40) - 1;
    private const long AccountsMax = 1_000_000_000_000;

    /// <summary>Reads the account out of the id of a temporary access key; null when it has none.</summary>
    public static AccountId? AccountOf(string accessKeyId)
    {
        if (accessKeyId.Length != PrefixLength + Characters || !accessKeyId.StartsWith(Temporary, StringComparison.Ordinal))
        {
            return null;
        }

        UInt128 bits = 0;
        foreach (var character in accessKeyId.AsSpan(PrefixLength))
        {
            var value = Base32.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            bits = (bits << 5) | (uint)value;
        }

        // The account stands in the first sixty-four of the eighty bits.
        var number = (long)((ulong)(bits >> 16) >> AccountShift & AccountMask);
        return number < AccountsMax ? new AccountId(number.ToString("D12", CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Writes an id.</summary>
    /// <param name="prefix">The four letters.</param>
    /// <param name="account">The account.</param>
    /// <param name="random">Ten random bytes, which are overwritten where the account stands.</param>
    internal static string Encode(string prefix, AccountId account, Span<byte> random)
    {
        var number = ulong.Parse(account.Value, NumberStyles.None, CultureInfo.InvariantCulture);
        var first = BinaryPrimitives.ReadUInt64BigEndian(random) & ((1UL << AccountShift) - 1);
        BinaryPrimitives.WriteUInt64BigEndian(random, first | (1UL << 63) | (number << AccountShift));
        Span<char> id = stackalloc char[PrefixLength + Characters];
        prefix.CopyTo(id);
        var bits = ((UInt128)BinaryPrimitives.ReadUInt64BigEndian(random) << 16) | BinaryPrimitives.ReadUInt16BigEndian(random[8..]);
        for (var i = id.Length - 1; i >= PrefixLength; i--)
        {
            id[i] = Base32[(int)(bits & 31)];
            bits >>= 5;
        }

        return new string(id);
    }
}
