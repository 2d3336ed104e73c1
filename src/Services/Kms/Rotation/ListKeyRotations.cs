using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Lists the rotations of a key, or all the material that it has.</summary>
internal sealed class ListKeyRotations : IOperation<ListKeyRotationsRequest, ListKeyRotationsResponse>
{
    private const int PageSize = 100;
    private const int PageSizeMax = 1000;

    public ValueTask<Target> TargetAsync(ListKeyRotationsRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<ListKeyRotationsResponse> ExecuteAsync(ListKeyRotationsRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Rotatable();
        var isAll = request.IncludeKeyMaterial == IncludeKeyMaterial.AllKeyMaterial;
        var listing = KmsListing.Of($"ListKeyRotations/{key.RecordKey}/{isAll}", request.Marker, request.Limit, PageSize, PageSizeMax);
        var materials = await call.Transaction.MaterialsAsync(key, cancellationToken);
        var isAwaited = await IsAwaitedAsync(key, materials, call, cancellationToken);
        var page = listing.Of(
            materials.Where(material => isAll || material.RotationDate is not null),
            material => material.Number.ToString("D10", CultureInfo.InvariantCulture));
        return new()
        {
            Rotations = [.. page.Items.Select(material => ShapeOf(key, material, isAwaited))],
            NextMarker = page.Marker,
            Truncated = page.IsTruncated,
        };
    }

    // Material that waits for rotation may have to be imported into replicas first.
    private static async ValueTask<bool> IsAwaitedAsync(Key key, IReadOnlyList<KeyMaterial> materials, Call call, CancellationToken cancellationToken)
    {
        if (key.IsReplica || materials.FirstOrDefault(material => material.IsPendingRotation) is not { } waiting)
        {
            return false;
        }

        foreach (var replica in await call.Transaction.OthersAsync(key, cancellationToken))
        {
            if (await call.Transaction.FindMaterialAsync(replica, waiting.Number, cancellationToken) is not { Sealed: not null })
            {
                return true;
            }
        }

        return false;
    }

    private static RotationsListEntryShape ShapeOf(Key key, KeyMaterial material, bool isAwaited) => new()
    {
        KeyId = key.Id,
        KeyMaterialId = material.Id,
        KeyMaterialDescription = material.Description,
        ImportState = !key.IsExternal ? null : material.Sealed is null ? ImportState.PendingImport : ImportState.IMPORTED,
        KeyMaterialState = material.IsPendingRotation ? isAwaited ? KeyMaterialState.PendingMultiRegionImportAndRotation : KeyMaterialState.PendingRotation
            : material.Number == key.CurrentMaterial ? KeyMaterialState.CURRENT
            : KeyMaterialState.NonCurrent,
        ExpirationModel = key.IsExternal && material.Sealed is not null ? material.ExpirationModel() : null,
        ValidTo = material.ValidTo,
        RotationDate = material.RotationDate,
        RotationType = material.RotationType,
    };
}
