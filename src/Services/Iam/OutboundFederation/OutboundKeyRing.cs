using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.OutboundFederation;

/// <summary>Makes, renews and publishes the keys of an issuer.</summary>
internal static class OutboundKeyRing
{
    /// <summary>The kind of the timer that renews an account's keys.</summary>
    public const string TimerKind = "iam/outbound-keys";

    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    private const string EllipticCurve = "ES384";
    private const string Rsa = "RS256";
    private const int RsaBits = 2_048;

    /// <summary>Makes the first keys of an account, or renews those that it has, and arms the timer that renews them again.</summary>
    public static async ValueTask RenewAsync(
        ITransaction transaction, AccountId account, DateTimeOffset now, IdSource ids, ISecretSealer sealer, CancellationToken cancellationToken)
    {
        var keys = await transaction.ListAsync<OutboundKey>(OutboundKey.PrefixOf(account), cancellationToken);
        foreach (var algorithm in new[] { EllipticCurve, Rsa })
        {
            OutboundKey[] own = [.. keys.Where(key => key.Algorithm == algorithm).OrderBy(key => key.SignsFrom)];
            foreach (var old in own.SkipLast(1))
            {
                // It has not signed for most of a period, and no token lives that long.
                transaction.Delete(old);
            }

            transaction.Insert(Make(account, algorithm, own is [] ? now : now + Notice, ids, sealer));
        }

        transaction.Arm(new ArmedTimer(TimerKind, account.Value, now + Period));
    }

    /// <summary>The key that signs at an instant.</summary>
    public static OutboundKey? SignerOf(IEnumerable<OutboundKey> keys, string algorithm, DateTimeOffset now)
        => keys.Where(key => key.Algorithm == algorithm && key.SignsFrom <= now).MaxBy(key => key.SignsFrom);

    /// <summary>Writes the JWK set of an account.</summary>
    public static byte[] Publish(IEnumerable<OutboundKey> keys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys"u8);
            foreach (var key in keys)
            {
                json.WriteRawValue(key.PublicKey);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static OutboundKey Make(AccountId account, string algorithm, DateTimeOffset signsFrom, IdSource ids, ISecretSealer sealer)
    {
        var id = ids.NewUniqueId(algorithm == Rsa ? "RSA256_" : "EC384_");
        var (publicKey, privateKey) = algorithm == Rsa ? MakeRsa(id) : MakeEllipticCurve(id);
        return new()
        {
            Account = account,
            Id = id,
            Algorithm = algorithm,
            PublicKey = publicKey,
            SealedPrivateKey = sealer.Seal(Convert.ToBase64String(privateKey), id),
            SignsFrom = signsFrom,
        };
    }

    private static (string PublicKey, byte[] PrivateKey) MakeRsa(string id)
    {
        using var rsa = RSA.Create(RsaBits);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return (Jwk(id, Rsa, "RSA", [("n", parameters.Modulus!), ("e", parameters.Exponent!)], curve: null), rsa.ExportPkcs8PrivateKey());
    }

    private static (string PublicKey, byte[] PrivateKey) MakeEllipticCurve(string id)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return (Jwk(id, EllipticCurve, "EC", [("x", point.X!), ("y", point.Y!)], "P-384"), ecdsa.ExportPkcs8PrivateKey());
    }

    private static string Jwk(string id, string algorithm, string type, (string Name, byte[] Value)[] parts, string? curve)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kty"u8, type);
            json.WriteString("use"u8, "sig"u8);
            json.WriteString("alg"u8, algorithm);
            json.WriteString("kid"u8, id);
            if (curve is not null)
            {
                json.WriteString("crv"u8, curve);
            }

            foreach (var (name, value) in parts)
            {
                json.WriteString(name, Base64Url.EncodeToString(value));
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
