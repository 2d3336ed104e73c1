using System.Security.Cryptography;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.ImportedMaterial;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.ImportedMaterial;

/// <summary>Material as somebody wraps it to import it.</summary>
public abstract class ImportTests : KmsTests
{
    protected static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private protected GetParametersForImport GetParametersForImport => new(Ring);

    private protected ImportKeyMaterial ImportKeyMaterial => new(Ring);

    /// <summary>Wraps material as AWS's documentation says.</summary>
    private protected async Task<ImportKeyMaterialRequest> WrappedAsync(Key key, byte[] secret, string algorithm = AlgorithmSpec.RsaesOaepSha256)
    {
        var parameters = await World.CallAsync(
            GetParametersForImport, new() { KeyId = key.Id, WrappingAlgorithm = algorithm, WrappingKeySpec = WrappingKeySpec.Rsa2048 }, region: new(key.Region));
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(parameters.PublicKey!.Value.Span, out _);
        var padding = algorithm.EndsWith("_SHA_1", StringComparison.Ordinal) ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256;
        byte[] wrapped;
        if (algorithm.StartsWith("RSA_AES", StringComparison.Ordinal))
        {
            using var aes = Aes.Create();
            wrapped = [.. rsa.Encrypt(aes.Key, padding), .. aes.EncryptKeyWrapPadded(secret)];
        }
        else
        {
            wrapped = rsa.Encrypt(secret, padding);
        }

        return new()
        {
            KeyId = key.Id,
            ImportToken = parameters.ImportToken!.Value,
            EncryptedKeyMaterial = wrapped,
            ExpirationModel = ExpirationModelType.KeyMaterialDoesNotExpire,
        };
    }

    private protected async Task<Key> GivenImportedAsync(byte[]? secret = null)
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, secret ?? Secret));
        return await KeyAsync(key.Id);
    }
}
