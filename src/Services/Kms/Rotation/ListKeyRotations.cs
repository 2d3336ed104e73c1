using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

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
        var page = listing.Of(
            materials.Where(material => isAll || material.RotationDate is not null),
            material => material.Number.ToString("D10", CultureInfo.InvariantCulture));
        return new()
        {
            Rotations = [.. page.Items.Select(material => ShapeOf(key, material))],
            NextMarker = page.Marker,
            Truncated = page.IsTruncated,
        };
    }

    private static RotationsListEntryShape ShapeOf(Key key, KeyMaterial material) => new()
    {
        KeyId = key.Id,
        KeyMaterialId = material.Id,
        KeyMaterialDescription = material.Description,
        ImportState = !key.IsExternal ? null : material.Sealed is null ? ImportState.PendingImport : ImportState.IMPORTED,
        KeyMaterialState = material.IsPendingRotation ? KeyMaterialState.PendingRotation
            : material.Number == key.CurrentMaterial ? KeyMaterialState.CURRENT
            : KeyMaterialState.NonCurrent,
        ExpirationModel = key.IsExternal && material.Sealed is not null ? material.ExpirationModel() : null,
        ValidTo = material.ValidTo,
        RotationDate = material.RotationDate,
        RotationType = material.RotationType,
    };
}
