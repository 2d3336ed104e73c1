using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Store;

namespace Holdfast.Services.Kms.ImportedMaterial;

/// <summary>What becomes of keys whose imported material comes and goes.</summary>
internal static class ImportedMaterials
{
    /// <summary>Says whether a key lacks any of the material that it has used: all of it must be there for the key to be used.</summary>
    public static bool LacksMaterial(this IReadOnlyList<KeyMaterial> materials)
        => !materials.Any(material => !material.IsPendingRotation) || materials.Any(material => !material.IsPendingRotation && material.Sealed is null);

    /// <summary>Deletes a material and remembers which it was: no other can be imported in its place.</summary>
    /// <remarks>One that nothing was encrypted with yet goes wholly, from the replicas too; a replica alone can only be without it.</remarks>
    public static async ValueTask DropAsync(this ITransaction transaction, Key key, KeyMaterial material, CancellationToken cancellationToken)
    {
        transaction.Disarm(ExpireKeyMaterial.TimerKind, material.Key);
        if (material.IsPendingRotation && !key.IsReplica)
        {
            transaction.Delete(material);
            foreach (var replica in await transaction.OthersAsync(key, cancellationToken))
            {
                if (await transaction.FindMaterialAsync(replica, material.Number, cancellationToken) is { } theirs)
                {
                    transaction.Disarm(ExpireKeyMaterial.TimerKind, theirs.Key);
                    transaction.Delete(theirs);
                }
            }

            return;
        }

        transaction.Replace(material, material with { Sealed = null, ValidTo = null });
        if (!material.IsPendingRotation && key.State is KeyState.Enabled or KeyState.Disabled)
        {
            transaction.Replace(key, key with { State = KeyState.PendingImport });
        }
    }
}
