using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Holdfast.Testing.Federation;

/// <summary>An issuer of OIDC tokens in the process of a test, with keys of its own.</summary>
public sealed class TokenIssuer : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2_048);
    private readonly ECDsa _p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa _p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);

    /// <summary>Its URL.</summary>
    public string Url { get; init; } = "https://tokens.example.com/realm";

    /// <summary>Its public keys, a JWK set.</summary>
    public byte[] KeySet() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["issuer"] = Url,
        ["keys"] = new JsonArray(Rsa(), Curve(_p256, "P-256", "p256"), Curve(_p384, "P-384", "p384"), Curve(_p521, "P-521", "p521")),
    }.ToJsonString());

    /// <summary>The public RSA key in PEM, which attackers use as a shared secret.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>The claims of an ordinary token.</summary>
    public JsonObject Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Url,
        ["aud"] = "my-app",
        ["sub"] = "user-1234567890",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
    };

    /// <summary>Signs claims.</summary>
    public string Sign(JsonObject claims, string algorithm = "RS256", string? keyId = "")
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (keyId is not null)
        {
            header["kid"] = keyId.Length > 0 ? keyId : KeyIdOf(algorithm);
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(SignBytes(Encoding.ASCII.GetBytes(signed), algorithm))}";
    }

    /// <summary>Puts JSON into the form that tokens are made of.</summary>
    public static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <inheritdoc/>
    public void Dispose()
    {
        _rsa.Dispose();
        _p256.Dispose();
        _p384.Dispose();
        _p521.Dispose();
    }

    private static string KeyIdOf(string algorithm) => algorithm switch
    {
        "ES256" => "p256",
        "ES384" => "p384",
        "ES512" => "p521",
        _ => "rsa",
    };

    private byte[] SignBytes(byte[] bytes, string algorithm)
    {
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        return algorithm[..2] switch
        {
            "RS" => _rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            "PS" => _rsa.SignData(bytes, hash, RSASignaturePadding.Pss),
            _ => (algorithm switch { "ES256" => _p256, "ES384" => _p384, _ => _p521 })
                .SignData(bytes, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        };
    }

    private JsonObject Rsa()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "rsa", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };
    }

    private static JsonObject Curve(ECDsa ecdsa, string curve, string id)
    {
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return new() { ["kty"] = "EC", ["crv"] = curve, ["kid"] = id, ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }
}
