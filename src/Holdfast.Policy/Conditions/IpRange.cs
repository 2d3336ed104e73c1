using System.Globalization;

namespace Holdfast.Policy.Conditions;

/// <summary>An address with the number of leading bits that count.</summary>
internal readonly struct IpRange
{
    private readonly int _bits;
    private readonly IpValue _network;
    private readonly ulong _highMask;
    private readonly ulong _lowMask;

    private IpRange(IpValue address, int bits)
    {
        _bits = bits;
        if (address.IsV6)
        {
            _highMask = Mask(Math.Min(bits, 64));
            _lowMask = Mask(Math.Max(bits - 64, 0));
        }
        else
        {
            _lowMask = Mask(bits + 32);
        }

        _network = address with { High = address.High & _highMask, Low = address.Low & _lowMask };
        HasHostBits = _network != address;
    }

    /// <summary>How many leading bits count.</summary>
    public int Bits => _bits;

    /// <summary>Which family it is of.</summary>
    public bool IsV6 => _network.IsV6;

    /// <summary>Whether the address had bits beyond the ones that count.</summary>
    public bool HasHostBits { get; }

    /// <summary>Whether it lies within the private ranges of RFC 1918.</summary>
    public bool IsPrivate => !_network.IsV6 && (
        (_bits >= 8 && _network.Low >> 24 == 10)
        || (_bits >= 12 && _network.Low >> 20 == 0xAC1)
        || (_bits >= 16 && _network.Low >> 16 == 0xC0A8));

    public static bool TryParse(ReadOnlySpan<char> text, out IpRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        if (!IpValue.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var width = address.IsV6 ? 128 : 32;
        var bits = width;
        if (slash >= 0
            && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out bits)
                || bits > width))
        {
            return false;
        }

        range = new(address, bits);
        return true;
    }

    public bool Contains(in IpValue address) =>
        address.IsV6 == _network.IsV6
        && (address.High & _highMask) == _network.High
        && (address.Low & _lowMask) == _network.Low;

    // The upper half of an IPv4 address's word is empty, so its mask may cover it.
    private static ulong Mask(int bits) => bits == 0 ? 0 : ulong.MaxValue << (64 - bits);
}
