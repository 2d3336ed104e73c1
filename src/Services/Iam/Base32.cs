namespace Holdfast.Services.Iam;

/// <summary>Writes bytes in base 32 (RFC 4648): the form of seeds that authenticators read, and of ids.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    /// <summary>Writes bytes whose count is a multiple of five, so that nothing is left over to pad.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BitsPerCharacter != 0)
        {
            throw new ArgumentException("Only whole groups of five bytes are written without padding.", nameof(bytes));
        }

        Span<char> characters = stackalloc char[bytes.Length * 8 / BitsPerCharacter];
        var (buffer, bits, next) = (0, 0, 0);
        foreach (var one in bytes)
        {
            buffer = ((buffer << 8) | one) & 0xFFFF;
            bits += 8;
            while (bits >= BitsPerCharacter)
            {
                bits -= BitsPerCharacter;
                characters[next++] = Alphabet[(buffer >> bits) & 31];
            }
        }

        return new string(characters);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * BitsPerCharacter / 8];
        var (buffer, bits, next) = (0, 0, 0);
        foreach (var character in text)
        {
            buffer = ((buffer << BitsPerCharacter) | Alphabet.IndexOf(character, StringComparison.Ordinal)) & 0xFFFF;
            bits += BitsPerCharacter;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[next++] = (byte)(buffer >> bits);
            }
        }

        return bytes;
    }
}
