using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Digests;

/// <summary>The keys that sign digests: one at a time for each region, made when it is first needed.</summary>
/// <param name="sealer">Seals the private halves.</param>
internal sealed class SigningKeys(ISecretSealer sealer)
{
    private const int KeyBits = 2048;
    private const int FingerprintBytes = 16;

    /// <summary>Gives the key that signs now; a new one when the last has had its time.</summary>
    public async ValueTask<SigningKey> CurrentAsync(Step step, string region, CancellationToken cancellationToken)
    {
        var keys = await step.Transaction.ListAsync<SigningKey>(SigningKey.PrefixOf(region), cancellationToken);
        return keys.LastOrDefault(key => key.IsValidBetween(step.Now, step.Now)) ?? Make(step, region);
    }

    /// <summary>Signs bytes, by RSA with PKCS #1 padding and SHA-256.</summary>
    /// <returns>The signature in hexadecimal digits.</returns>
    public string Sign(SigningKey key, ReadOnlySpan<byte> bytes)
    {
        var plain = sealer.OpenBytes(key.SealedPrivateKey, BoundTo(key.Fingerprint));
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(plain, out _);
            return Convert.ToHexStringLower(rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private SigningKey Make(Step step, string region)
    {
        using var rsa = RSA.Create(KeyBits);
        var publicKey = rsa.ExportRSAPublicKey();
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, FingerprintBytes));
        var plain = rsa.ExportPkcs8PrivateKey();
        var key = new SigningKey
        {
            Region = region,
            Fingerprint = fingerprint,
            PublicKey = publicKey,
            SealedPrivateKey = sealer.SealBytes(plain, BoundTo(fingerprint)),
            ValidFrom = step.Now,
            ValidTo = step.Now + SigningKey.Validity,
        };
        CryptographicOperations.ZeroMemory(plain);
        step.Transaction.Insert(key);
        return key;
    }

    private static string BoundTo(string fingerprint) => $"cloudtrail/signing-key/{fingerprint}";
}
