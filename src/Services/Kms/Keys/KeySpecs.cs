using System.Collections.Frozen;

namespace Holdfast.Services.Kms.Keys;

/// <summary>What is true of all keys of one kind.</summary>
/// <remarks>See "Key spec reference" in the KMS Developer Guide.</remarks>
internal sealed record KeySpecs
{
    private static readonly FrozenDictionary<string, KeySpecs> All = new[]
    {
        new KeySpecs
        {
            Name = KeySpec.SymmetricDefault,
            Usages = [KeyUsageType.EncryptDecrypt],
            EncryptionAlgorithms = [EncryptionAlgorithmSpec.SymmetricDefault],
            SecretBytes = 32,
        },
        Rsa(KeySpec.Rsa2048, 2048),
        Rsa(KeySpec.Rsa3072, 3072),
        Rsa(KeySpec.Rsa4096, 4096),
        Ecc(KeySpec.EccNistP256, "1.2.840.10045.3.1.7", SigningAlgorithmSpec.EcdsaSha256),
        Ecc(KeySpec.EccNistP384, "1.3.132.0.34", SigningAlgorithmSpec.EcdsaSha384),
        Ecc(KeySpec.EccNistP521, "1.3.132.0.35", SigningAlgorithmSpec.EcdsaSha512),
        Ecc(KeySpec.EccSecgP256k1, "1.3.132.0.10", SigningAlgorithmSpec.EcdsaSha256) with
        {
            Usages = [KeyUsageType.SignVerify],
            KeyAgreementAlgorithms = [],
        },
        Hmac(KeySpec.Hmac224, MacAlgorithmSpec.HmacSha224, 28, 64),
        Hmac(KeySpec.Hmac256, MacAlgorithmSpec.HmacSha256, 32, 64),
        Hmac(KeySpec.Hmac384, MacAlgorithmSpec.HmacSha384, 48, 128),
        Hmac(KeySpec.Hmac512, MacAlgorithmSpec.HmacSha512, 64, 128),
    }.ToFrozenDictionary(spec => spec.Name, StringComparer.Ordinal);

    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>What such keys may be made for; the first is the one that they get when the caller names none, if there is only one.</summary>
    public required IReadOnlyList<string> Usages { get; init; }

    /// <summary>How they encrypt.</summary>
    public IReadOnlyList<string> EncryptionAlgorithms { get; init; } = [];

    /// <summary>How they sign.</summary>
    public IReadOnlyList<string> SigningAlgorithms { get; init; } = [];

    /// <summary>How they authenticate.</summary>
    public IReadOnlyList<string> MacAlgorithms { get; init; } = [];

    /// <summary>How they agree on a secret.</summary>
    public IReadOnlyList<string> KeyAgreementAlgorithms { get; init; } = [];

    /// <summary>The bytes of a secret that KMS makes; 0 for key pairs.</summary>
    public int SecretBytes { get; init; }

    /// <summary>The most bytes of a secret that is imported; the fewest are <see cref="SecretBytes"/>.</summary>
    public int SecretBytesMax { get; init; }

    /// <summary>The bits of the modulus of an RSA key; 0 for others.</summary>
    public int ModulusBits { get; init; }

    /// <summary>The object identifier of the curve of an elliptic-curve key; null for others.</summary>
    public string? Curve { get; init; }

    /// <summary>Whether it is a pair, of which one half may be seen.</summary>
    public bool IsAsymmetric => SecretBytes == 0;

    /// <summary>Finds the facts of a kind of keys.</summary>
    /// <exception cref="UnsupportedOperationException">AWS makes keys of this kind, and this server does not: neither .NET nor its OpenSSL has the algorithm.</exception>
    public static KeySpecs Of(string name)
        => All.TryGetValue(name, out var spec)
            ? spec
            : throw new UnsupportedOperationException($"KeySpec {name} is not supported in this region.");

    private static KeySpecs Rsa(string name, int bits) => new()
    {
        Name = name,
        Usages = [KeyUsageType.EncryptDecrypt, KeyUsageType.SignVerify],
        EncryptionAlgorithms = [EncryptionAlgorithmSpec.RsaesOaepSha1, EncryptionAlgorithmSpec.RsaesOaepSha256],
        SigningAlgorithms =
        [
            SigningAlgorithmSpec.RsassaPkcs1V15Sha256, SigningAlgorithmSpec.RsassaPkcs1V15Sha384, SigningAlgorithmSpec.RsassaPkcs1V15Sha512,
            SigningAlgorithmSpec.RsassaPssSha256, SigningAlgorithmSpec.RsassaPssSha384, SigningAlgorithmSpec.RsassaPssSha512,
        ],
        ModulusBits = bits,
    };

    private static KeySpecs Ecc(string name, string curve, string algorithm) => new()
    {
        Name = name,
        Usages = [KeyUsageType.SignVerify, KeyUsageType.KeyAgreement],
        SigningAlgorithms = [algorithm],
        KeyAgreementAlgorithms = [KeyAgreementAlgorithmSpec.ECDH],
        Curve = curve,
    };

    private static KeySpecs Hmac(string name, string algorithm, int secretBytes, int secretBytesMax) => new()
    {
        Name = name,
        Usages = [KeyUsageType.GenerateVerifyMac],
        MacAlgorithms = [algorithm],
        SecretBytes = secretBytes,
        SecretBytesMax = secretBytesMax,
    };
}
