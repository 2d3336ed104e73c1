namespace Holdfast.Protocols.Signing;

/// <summary>The three parts of a Version 4 <c>Authorization</c> header.</summary>
internal readonly ref struct AuthorizationHeader
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string AsymmetricAlgorithm = "AWS4-ECDSA-P256-SHA256";

    public ReadOnlySpan<char> Credential { get; init; }

    public ReadOnlySpan<char> SignedHeaders { get; init; }

    public ReadOnlySpan<char> Signature { get; init; }

    public static bool IsVersion4(ReadOnlySpan<char> header) => Scheme(header) is Algorithm;

    /// <summary>The word before the first space.</summary>
    public static ReadOnlySpan<char> Scheme(ReadOnlySpan<char> header)
    {
        var end = header.IndexOf(' ');
        return end < 0 ? header : header[..end];
    }

    /// <summary>
    /// Reads <c>Name=value</c> pairs between commas and spaces; <paramref name="odd"/> is one without a sign.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> header, out AuthorizationHeader parts, out ReadOnlySpan<char> odd)
    {
        ReadOnlySpan<char> credential = default;
        ReadOnlySpan<char> signedHeaders = default;
        ReadOnlySpan<char> signature = default;
        odd = default;
        var rest = header[Scheme(header).Length..];
        while (true)
        {
            rest = rest.TrimStart(", ");
            if (rest.IsEmpty)
            {
                break;
            }

            var end = rest.IndexOfAny(',', ' ');
            var pair = end < 0 ? rest : rest[..end];
            rest = rest[pair.Length..];
            var sign = pair.IndexOf('=');
            if (sign < 0)
            {
                parts = default;
                odd = pair;
                return false;
            }

            var value = pair[(sign + 1)..];
            switch (pair[..sign])
            {
                case "Credential":
                    credential = value;
                    break;
                case "SignedHeaders":
                    signedHeaders = value;
                    break;
                case "Signature":
                    signature = value;
                    break;
                default:
                    // AWS passes over names it does not know.
                    break;
            }
        }

        parts = new AuthorizationHeader
        {
            Credential = credential,
            SignedHeaders = signedHeaders,
            Signature = signature,
        };
        return true;
    }
}
