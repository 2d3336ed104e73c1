using System.Diagnostics;
using System.Security.Cryptography;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Material;

/// <summary>Makes key material and reads it.</summary>
internal static class KeyMaterials
{
    /// <summary>Makes a secret, or the private half of a pair as PKCS #8.</summary>
    public static byte[] Generate(KeySpecs spec, IdSource ids)
    {
        if (spec.IsAsymmetric)
        {
            return PrivateKeys.Generate(spec);
        }

        var secret = new byte[spec.SecretBytes];
        ids.Fill(secret);
        return secret;
    }

    /// <summary>Makes the next material of a key from a secret; nothing is written.</summary>
    /// <param name="key">The key as it is.</param>
    /// <param name="secret">The secret, or the private half of a pair.</param>
    /// <param name="ring">Seals it.</param>
    public static KeyMaterial Next(Key key, ReadOnlySpan<byte> secret, KeyRing ring)
    {
        var spec = KeySpecs.Of(key.Spec);
        var material = new KeyMaterial
        {
            Account = key.Account,
            Region = key.Region,
            KeyId = key.Id,
            Number = key.LastMaterial + 1,
            Id = KeyRing.IdOf(key, secret),
            PublicKey = spec.IsAsymmetric ? Convert.ToBase64String(PrivateKeys.PublicHalf(spec, secret)) : null,
        };
        return ring.Seal(material, secret);
    }

    /// <summary>Gives a key with a material as the one that it uses.</summary>
    public static Key Using(this Key key, KeyMaterial material) => key with
    {
        CurrentMaterial = material.Number,
        CurrentMaterialId = material.Id,
        LastMaterial = Math.Max(key.LastMaterial, material.Number),
    };

    /// <summary>Puts a new material that KMS makes into the place of the one in use, of the replicas' too.</summary>
    /// <returns>The key with it; neither it nor the replicas are written.</returns>
    public static async ValueTask<Key> RotateAsync(
        this ITransaction transaction, Key key, string rotationType, DateTimeOffset now, IdSource ids, KeyRing ring, CancellationToken cancellationToken)
    {
        var replicas = await transaction.OthersAsync(key, cancellationToken);
        var secret = Generate(KeySpecs.Of(key.Spec), ids);
        var material = Next(key, secret, ring) with { RotationDate = now, RotationType = rotationType };
        transaction.Insert(material);
        foreach (var replica in replicas)
        {
            transaction.Insert(ring.Seal(material with { Region = replica.Region }, secret));
        }

        CryptographicOperations.ZeroMemory(secret);
        return key.Using(material);
    }

    /// <summary>Reads the material that a key uses.</summary>
    public static async ValueTask<KeyMaterial> CurrentMaterialAsync(this IReadTransaction transaction, Key key, CancellationToken cancellationToken)
        => await transaction.FindMaterialAsync(key, key.CurrentMaterial, cancellationToken)
            ?? throw new UnreachableException($"{key.Arn} has no material {key.CurrentMaterial}.");

    /// <summary>Finds a material of a key by its number; null when the key never had it.</summary>
    public static ValueTask<KeyMaterial?> FindMaterialAsync(this IReadTransaction transaction, Key key, int number, CancellationToken cancellationToken)
        => transaction.FindAsync<KeyMaterial>(KeyMaterial.KeyOf(key.RecordKey, number), cancellationToken);

    /// <summary>Reads all materials of a key, oldest first.</summary>
    public static ValueTask<IReadOnlyList<KeyMaterial>> MaterialsAsync(this IReadTransaction transaction, Key key, CancellationToken cancellationToken)
        => transaction.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(key.RecordKey), cancellationToken);
}
