using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.DataKeys;

/// <summary>Makes the keys with which applications encrypt for themselves, each in the clear and encrypted with a KMS key.</summary>
internal static class DataKeyMaker
{
    /// <summary>Names the key under which a data key is made.</summary>
    public static async ValueTask<Target> DataKeyTargetAsync(
        this Call call, string keyId, string operation, IReadOnlyDictionary<string, string>? context, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
    {
        var found = await call.FindKeyOrAliasAsync(keyId, cancellationToken);
        var target = await call.TargetAsync(
            found,
            GrantedUse.WithContext(operation, context),
            cancellationToken,
            [new("kms:EncryptionAlgorithm", EncryptionAlgorithmSpec.SymmetricDefault), .. keys]);
        return target.WithMaterial(found.MaterialId());
    }

    /// <summary>Gives the key under which a data key is to be made.</summary>
    public static async ValueTask<Key> DataKeyParentAsync(this Call call, string keyId, string operation, CancellationToken cancellationToken)
    {
        var key = (await call.KeyOrAliasAsync(keyId, cancellationToken)).Usable().For(KeyUsageType.EncryptDecrypt, operation);
        return key.IsSymmetricEncryption
            ? key
            : throw new InvalidKeyUsageException($"{key.Arn} key spec is {key.Spec} which is not valid for {operation}.");
    }

    /// <summary>Makes a secret of the length that a request asks for.</summary>
    public static byte[] NewSecret(Call call, string? spec, int? numberOfBytes)
    {
        if (spec is null == numberOfBytes is null)
        {
            throw KmsErrors.Validation("Please specify either number of bytes or key spec.");
        }

        var secret = new byte[numberOfBytes ?? (spec == DataKeySpec.Aes128 ? 16 : 32)];
        call.Ids.Fill(secret);
        return secret;
    }

    /// <summary>Makes a pair, and encrypts its private half.</summary>
    public static async ValueTask<DataKeyPair> NewPairAsync(
        this Call call, Key parent, string spec, IReadOnlyDictionary<string, string>? context, KeyRing ring, CancellationToken cancellationToken)
    {
        var facts = KeySpecs.Of(spec);
        var privateKey = PrivateKeys.Generate(facts);
        return new(
            privateKey,
            await call.SealAsync(parent, privateKey, context, ring, cancellationToken),
            PrivateKeys.PublicHalf(facts, privateKey));
    }

    /// <summary>Encrypts a data key.</summary>
    public static ValueTask<byte[]> SealAsync(
        this Call call, Key parent, byte[] secret, IReadOnlyDictionary<string, string>? context, KeyRing ring, CancellationToken cancellationToken)
        => call.EncryptAsync(parent, EncryptionAlgorithmSpec.SymmetricDefault, secret, context, ring, cancellationToken);
}

/// <summary>A pair that was made for an application.</summary>
/// <param name="PrivateKey">The private half (PKCS #8).</param>
/// <param name="Sealed">The private half, encrypted.</param>
/// <param name="PublicKey">The public half (SubjectPublicKeyInfo).</param>
internal readonly record struct DataKeyPair(byte[] PrivateKey, byte[] Sealed, byte[] PublicKey)
{
    /// <summary>Overwrites the private half for a caller who does not get it.</summary>
    public void Forget() => CryptographicOperations.ZeroMemory(PrivateKey);
}
