using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Keys as answers have them.</summary>
internal static class KeyShapes
{
    /// <summary>Gives the modeled form.</summary>
    /// <param name="key">The key.</param>
    /// <param name="material">The material in use, of which an imported one tells when it expires; null when there is none.</param>
    public static KeyMetadataShape ToShape(this Key key, KeyMaterial? material)
    {
        var spec = KeySpecs.Of(key.Spec);
        var hasMaterial = key.IsExternal && material?.Sealed is not null;
        return new()
        {
            AWSAccountId = key.Account.Value,
            KeyId = key.Id,
            Arn = key.Arn.Value,
            CreationDate = key.CreationDate,
            Enabled = key.State == KeyState.Enabled,
            Description = key.Description,
            KeyUsage = key.Usage,
            KeyState = key.State,
            DeletionDate = key.DeletionDate,
            Origin = key.Origin,
            KeyManager = key.ManagedFor is null ? KeyManagerType.CUSTOMER : KeyManagerType.AWS,
            CustomerMasterKeySpec = key.Spec,
            KeySpec = key.Spec,
            EncryptionAlgorithms = For(KeyUsageType.EncryptDecrypt, spec.EncryptionAlgorithms),
            SigningAlgorithms = For(KeyUsageType.SignVerify, spec.SigningAlgorithms),
            MacAlgorithms = For(KeyUsageType.GenerateVerifyMac, spec.MacAlgorithms),
            KeyAgreementAlgorithms = For(KeyUsageType.KeyAgreement, spec.KeyAgreementAlgorithms),
            MultiRegion = key.IsMultiRegion,
            MultiRegionConfiguration = key.IsMultiRegion ? key.MultiRegionShape() : null,
            PendingDeletionWindowInDays = key.State == KeyState.PendingReplicaDeletion ? key.PendingWindowInDays : null,
            CurrentKeyMaterialId = key.IsSymmetricEncryption ? key.CurrentMaterialId : null,
            ValidTo = hasMaterial ? material!.ValidTo : null,
            ExpirationModel = hasMaterial ? material!.ExpirationModel() : null,
        };

        IReadOnlyList<string>? For(string usage, IReadOnlyList<string> algorithms) => key.Usage == usage ? algorithms : null;
    }

    /// <summary>Says whether a material expires (<see cref="ExpirationModelType"/>).</summary>
    public static string ExpirationModel(this KeyMaterial material)
        => material.ValidTo is null ? ExpirationModelType.KeyMaterialDoesNotExpire : ExpirationModelType.KeyMaterialExpires;
}
