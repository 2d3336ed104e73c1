using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Holdfast.Federation.Tokens;

/// <summary>A public key that tokens are verified with (RFC 7517).</summary>
public sealed record JsonWebKey
{
    private const int RsaBitsMin = 2_048;
    private const int RsaBitsMax = 16_384;

    /// <summary>The id; null when it has none.</summary>
    public string? Id { get; private init; }

    /// <summary>The one algorithm that it is for; null for all that fit.</summary>
    public string? Algorithm { get; private init; }

    private RSAParameters? Rsa { get; init; }

    private ECParameters? Ec { get; init; }

    /// <summary>Reads a key; null when it is none that verifies a signature here: a symmetric key never does.</summary>
    public static JsonWebKey? TryRead(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "use") is not (null or "sig"))
        {
            return null;
        }

        var key = new JsonWebKey { Id = Text(json, "kid"), Algorithm = Text(json, "alg") };
        return Text(json, "kty") switch
        {
            "RSA" when Bytes(json, "n") is { } modulus && Bytes(json, "e") is { Length: > 0 and <= 8 } exponent && IsSized(modulus)
                => key with { Rsa = new() { Modulus = modulus, Exponent = exponent } },
            "EC" when CurveOf(Text(json, "crv")) is var (curve, length) && Bytes(json, "x") is { } x && Bytes(json, "y") is { } y
                && x.Length == length && y.Length == length
                => key with { Ec = new() { Curve = curve, Q = new() { X = x, Y = y } } },
            _ => null,
        };
    }

    /// <summary>Says whether the key could verify a signature of an algorithm.</summary>
    public bool Fits(SignatureAlgorithm algorithm)
        => (Algorithm is null || Algorithm == algorithm.Name)
            && (algorithm.CurveBytes is { } length ? Ec?.Q.X!.Length == length : Rsa is not null);

    /// <summary>Verifies a signature.</summary>
    public bool Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (!Fits(algorithm))
        {
            return false;
        }

        try
        {
            if (Ec is { } ec)
            {
                using var ecdsa = ECDsa.Create(ec);
                return ecdsa.VerifyData(signed, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            using var rsa = RSA.Create(Rsa!.Value);
            return rsa.VerifyData(signed, signature, algorithm.Hash, algorithm.Padding!);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsSized(byte[] modulus) => modulus.Length * 8 is >= RsaBitsMin and <= RsaBitsMax;

    private static (ECCurve Curve, int Bytes)? CurveOf(string? name) => name switch
    {
        "P-256" => (ECCurve.NamedCurves.nistP256, 32),
        "P-384" => (ECCurve.NamedCurves.nistP384, 48),
        "P-521" => (ECCurve.NamedCurves.nistP521, 66),
        _ => null,
    };

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement json, string name)
        => Text(json, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
