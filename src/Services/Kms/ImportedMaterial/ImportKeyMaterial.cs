using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Store;

namespace Holdfast.Services.Kms.ImportedMaterial;

/// <summary>Imports material into a key: the first, the same again after it was deleted or expired, or the next to rotate to.</summary>
internal sealed class ImportKeyMaterial(KeyRing ring) : IOperation<ImportKeyMaterialRequest, ImportKeyMaterialResponse>
{
    private const int DaysValidMax = 365;

    public ValueTask<Target> TargetAsync(ImportKeyMaterialRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(
            request.KeyId,
            cancellationToken,
            [
                new("kms:ExpirationModel", request.ExpirationModel ?? ExpirationModelType.KeyMaterialExpires),
                .. request.ValidTo is { } end
                    ? [new ConditionKey("kms:ValidTo", end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))]
                    : Array.Empty<ConditionKey>(),
            ]);

    public async ValueTask<ImportKeyMaterialResponse> ExecuteAsync(ImportKeyMaterialRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).WithOrigin(external: true).Kept();
        CheckExpiry(request, call.Now);
        var token = ImportToken.Read(request.ImportToken.Span, key, call.Now, ring);
        var secret = WrappedMaterial.Open(request.EncryptedKeyMaterial.Span, token);
        CheckFits(secret, KeySpecs.Of(key.Spec));
        var materials = await call.Transaction.MaterialsAsync(key, cancellationToken);
        var id = KeyRing.IdOf(key, secret);
        var known = materials.FirstOrDefault(material => material.Id == id);
        if ((request.KeyMaterialId is { } wanted && wanted != id) || (known is null && !TakesNew(request, key, materials)))
        {
            throw new IncorrectKeyMaterialException("The key material in the request is not that which was imported into this KMS key before.");
        }

        var material = (known is null ? KeyMaterials.Next(key, secret, ring) with { IsPendingRotation = materials.Count > 0 } : ring.Seal(known, secret)) with
        {
            ValidTo = request.ExpirationModel == ExpirationModelType.KeyMaterialDoesNotExpire ? null : request.ValidTo,
            Description = request.KeyMaterialDescription ?? known?.Description,
        };
        Write(call.Transaction, key, materials, known, material);
        if (known is null)
        {
            await call.Transaction.AnnounceAsync(key, material, cancellationToken);
        }

        return new() { KeyId = key.Arn.Value, KeyMaterialId = material.Id };
    }

    private static void Write(ITransaction transaction, Key key, IReadOnlyList<KeyMaterial> materials, KeyMaterial? known, KeyMaterial material)
    {
        if (known is null)
        {
            transaction.Insert(material);
        }
        else
        {
            transaction.Replace(known, material);
        }

        if (material.ValidTo is { } end)
        {
            transaction.Arm(new ArmedTimer(ExpireKeyMaterial.TimerKind, material.Key, end));
        }
        else
        {
            transaction.Disarm(ExpireKeyMaterial.TimerKind, material.Key);
        }

        var imported = known is null && !material.IsPendingRotation ? key.Using(material) : key with { LastMaterial = Math.Max(key.LastMaterial, material.Number) };
        IReadOnlyList<KeyMaterial> now = [.. materials.Where(other => other.Number != material.Number), material];
        if (key.State == KeyState.PendingImport && !now.LacksMaterial())
        {
            imported = imported with { State = KeyState.Enabled };
        }

        transaction.Replace(key, imported);
    }

    // A second material is for rotation, and one at a time may wait for it. "You cannot directly import new key material into the replica Region keys."
    private static bool TakesNew(ImportKeyMaterialRequest request, Key key, IReadOnlyList<KeyMaterial> materials)
        => !key.IsReplica && (materials.Count == 0
            || (request.ImportType == ImportType.NewKeyMaterial && key.IsSymmetricEncryption
                && (materials.All(material => !material.IsPendingRotation)
                    ? true
                    : throw new KMSInvalidStateException($"{key.Arn} already has key material that is pending rotation."))));

    private static void CheckExpiry(ImportKeyMaterialRequest request, DateTimeOffset now)
    {
        if (request.ExpirationModel == ExpirationModelType.KeyMaterialDoesNotExpire)
        {
            if (request.ValidTo is not null)
            {
                throw KmsErrors.Validation("A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
            }
        }
        else if (request.ValidTo is not { } end)
        {
            throw KmsErrors.Validation("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
        }
        else if (end <= now || end > now.AddDays(DaysValidMax))
        {
            throw KmsErrors.Validation($"The validTo date must be in the future and at most {DaysValidMax} days from now");
        }
    }

    private static void CheckFits(byte[] secret, KeySpecs spec)
    {
        var fits = spec.IsAsymmetric
            ? PrivateKeys.Fits(spec, secret)
            : secret.Length >= spec.SecretBytes && secret.Length <= Math.Max(spec.SecretBytes, spec.SecretBytesMax);
        if (!fits)
        {
            throw new IncorrectKeyMaterialException($"The key material is not valid for key spec {spec.Name}.");
        }
    }
}
